// What this project uses of MiniSearch 7.2.0.

interface Result {
  id: number;
  terms: string[];
  match: Record<string, string[]>;
}

export default class MiniSearch {
  constructor(options: object);
  static loadJS(index: object, options: object): MiniSearch;
  addAll(documents: object[]): void;
  search(query: string, options?: object): Result[];
}
