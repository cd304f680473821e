#include "service/pages/pages.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/sha256.h"
#include "model/text/unicode.h"
#include "service/pages/atom_feed.h"
#include "service/pages/views.h"
#include "service/wording/strings.h"

namespace entrepot {

using nlohmann::json;

namespace {

constexpr std::array kStyles{"site.css", "pages.css"};
constexpr const char* kIcon = "logo.svg";

}  // namespace

struct Pages::Impl {
  Impl(const std::filesystem::path& site, const Assets& own_assets, MissingName missing)
      : templates(site / "templates", missing),
        english{.strings = Strings(site / "strings" / "en.json"), .locale = Locale("en")},
        assets(own_assets) {
    for (const char* name : {kStyles[0], kStyles[1], kIcon})
      if (assets.find(name) == nullptr)
        throw Error(fmt::format("'{}' is missing", (site / "assets" / name).string()),
                    "name the folder: entrepot-serve run DATA --site FOLDER");
    Sha256 hash;
    hash.update(templates.hash());
    hash.update(english.strings.tree().dump());
    for (const char* name : {kStyles[0], kStyles[1], kIcon}) hash.update(assets.url(name));
    version = hash.hex();
  }

  /// The page in the site's frame.
  [[nodiscard]] std::string render(View view) const {
    const Interface& ui = english;
    const Strings& strings = ui.strings;
    json frame = std::move(view.body);
    frame["t"] = strings.tree();
    frame["base"] = ui.base;
    frame["search_url"] = ui.search_path;
    std::string content = templates.render(view.page_template, frame);
    json layout = {
        {"t", frame["t"]},
        {"base", ui.base},
        {"search_url", ui.search_path},
        {"page_lang", ui.locale.language()},
        {"page_dir", is_right_to_left(strings.text("site.search")) ? "rtl" : "ltr"},
        {"page_title", view.title.empty()
                           ? strings.text("site.name") + " – " + strings.text("site.tagline")
                           : strings.text("site.title", {{"page", view.title}})},
        {"description", view.description},
        {"canonical", view.canonical},
        {"feed", view.feed},
        {"styles", {assets.url(kStyles[0]), assets.url(kStyles[1])}},
        {"icon_url", assets.url(kIcon)},
        {"frame_search", !view.own_search},
        {"content_html", std::move(content)}};
    layout["navigation"] = json::array();
    for (const char* name : {"search", "countries", "themes", "about"})
      layout["navigation"].push_back({{"label", strings.text(std::string("site.") + name)},
                                      {"url", ui.base + "/" + name},
                                      {"current", view.section == name}});
    return templates.render("layout", layout);
  }

  Templates templates;
  Interface english;
  const Assets& assets;
  std::string version{};
};

Pages::Pages(const std::filesystem::path& site, const Assets& assets, MissingName missing)
    : impl_(std::make_unique<Impl>(site, assets, missing)) {}
Pages::~Pages() = default;

std::string Pages::home(const Library& library) const {
  return impl_->render(home_view({library, impl_->english}));
}

std::string Pages::search(const Library& library, const ParsedQuery& parsed) const {
  return impl_->render(search_view({library, impl_->english}, parsed));
}

std::string Pages::feed(const Library& library, const SearchQuery& query) const {
  return atom_feed(query, {library, impl_->english});
}

std::string Pages::document(const Library& library, const DocumentRecord& record) const {
  return impl_->render(document_view({library, impl_->english}, record));
}

std::string Pages::countries(const Library& library) const {
  return impl_->render(countries_view({library, impl_->english}));
}

std::string Pages::country(const Library& library, const Concept& country) const {
  return impl_->render(country_view({library, impl_->english}, country));
}

std::string Pages::themes(const Library& library) const {
  return impl_->render(themes_view({library, impl_->english}));
}

std::string Pages::theme(const Library& library, const Concept& theme) const {
  return impl_->render(theme_view({library, impl_->english}, theme));
}

std::string Pages::about(const Library& library) const {
  return impl_->render(about_view({library, impl_->english}));
}

std::string Pages::gone(const Library& library, const std::string&,
                        const Manifest::Tombstone& tombstone) const {
  return impl_->render(gone_view({library, impl_->english}, tombstone));
}

std::string Pages::not_found(const Library& library, std::string_view path) const {
  return impl_->render(not_found_view({library, impl_->english}, path));
}

std::string Pages::bad_request(int status, const std::string& detail) const {
  const Strings& strings = impl_->english.strings;
  const std::string heading = strings.text(status == 405 ? "error.method" : "error.bad_request");
  return impl_->render({.page_template = "error",
                        .title = heading,
                        .body = {{"heading", heading}, {"text", detail}}});
}

std::string Pages::unavailable(int status) const {
  const Strings& strings = impl_->english.strings;
  const std::string key = status == 503 ? "error.unavailable" : "error.internal";
  return impl_->render(
      {.page_template = "error",
       .title = strings.text(key),
       .body = {{"heading", strings.text(key)}, {"text", strings.text(key + "_text")}}});
}

const Strings& Pages::strings() const { return impl_->english.strings; }
const std::string& Pages::version() const { return impl_->version; }

}  // namespace entrepot
