"""A WebKitGTK browser that WebDriver starts and that keeps its data in a folder: FOLDER.

MiniBrowser, which WebDriver starts by itself, keeps nothing when it is driven. Run by the
system's own Python, whose bindings to WebKitGTK no registry of packages has.
"""

import sys

import gi

NAME = "WebKitGTK"


def main(folder: str) -> None:
    gi.require_version("Gtk", "3.0")
    gi.require_version("WebKit2", "4.1")
    from gi.repository import Gtk, WebKit2

    data = WebKit2.WebsiteDataManager(
        base_data_directory=f"{folder}/data", base_cache_directory=f"{folder}/cache"
    )
    context = WebKit2.WebContext.new_with_website_data_manager(data)

    def open_view(session):
        view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
        window = Gtk.Window(default_width=1000, default_height=700)
        window.add(view)
        view.connect("close", lambda _: window.destroy())
        window.connect("destroy", lambda _: Gtk.Window.list_toplevels() or Gtk.main_quit())
        window.show_all()
        return view

    def take_orders(context, session):
        info = WebKit2.ApplicationInfo()
        info.set_name(NAME)
        session.set_application_info(info)
        session.connect("create-web-view", open_view)

    context.set_automation_allowed(True)
    context.connect("automation-started", take_orders)
    Gtk.main()


if __name__ == "__main__":
    main(sys.argv[1])
