import { say, size } from "./messages.js";

/**
 * Which topics of a language are to be kept, with exact sizes beforehand.
 * @param {HTMLElement} details
 * @param {object} parts
 * @param {HTMLTemplateElement} parts.choice
 * @param {Record<string, import("./messages.js").Message>} parts.messages
 * @param {import("../saved.js").Sizes | undefined} parts.sizes
 * @param {() => void} parts.changed
 */
export function topicChoice(details, { choice, messages, sizes, changed }) {
  details.append(choice.content.cloneNode(true));
  details.hidden = !sizes;
  const total = /** @type {HTMLElement} */ (details.querySelector("[role=status]"));
  const all = /** @type {HTMLInputElement[]} */ ([...details.querySelectorAll("input")]);
  // A topic without pages in this language has nothing to choose.
  const boxes = all.filter((box) => sizes?.topics[box.value]);
  /** @type {string[] | null} */
  let kept = null;
  for (const box of all) {
    const label = /** @type {HTMLElement} */ (box.closest("label"));
    const note = /** @type {HTMLElement} */ (label.querySelector(".note"));
    const topic = sizes?.topics[box.value];
    label.hidden = !topic;
    if (topic) note.textContent = size(topic.transfer_bytes);
    box.addEventListener("change", () => {
      tellTotal();
      changed();
    });
  }

  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);

  /** null for all, which is one stream and takes less */
  const chosen = () => {
    const topics = ticked();
    return topics.length === boxes.length ? null : topics;
  };

  function tellTotal() {
    if (!sizes) return;
    const topics = chosen();
    const parts = ["first", "pages", ...(topics ?? [])].map((topic) => sizes.topics[topic]);
    const { pages, transfer_bytes: bytes } = topics
      ? parts.reduce((sum, part) => ({
          pages: sum.pages + part.pages,
          transfer_bytes: sum.transfer_bytes + part.transfer_bytes,
        }))
      : sizes;
    total.textContent = say(messages.chosen, { pages, size: size(bytes) }, pages);
  }

  return {
    chosen,
    differs: () => JSON.stringify(chosen()) !== JSON.stringify(kept),
    /** @param {string[] | null} topics */
    show(topics) {
      kept = topics;
      for (const box of boxes) box.checked = !topics || topics.includes(box.value);
    },
  };
}
