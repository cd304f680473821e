#include "service/pages/pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/sha256.h"
#include "model/text/unicode.h"

namespace entrepot {

using nlohmann::json;

namespace {

constexpr const char* kStyle = "site.css";
constexpr const char* kIcon = "logo.svg";
constexpr const char* kScript = "js/site.js";

/// The interface in one language. What it lacks is said in English: a site in two languages is of
/// more use than none.
Interface read_interface(std::string_view language, const std::filesystem::path& site,
                         const Pages::Options& options, const Strings* english) {
  const std::filesystem::path file = site / "strings" / fmt::format("{}.json", language);
  Interface ui{.strings = Strings(file),
               .locale = Locale(std::string(language)),
               .base = english == nullptr ? "" : fmt::format("/{}", language),
               .contact = contact_link(options.contact),
               .public_url = options.public_url};
  ui.right_to_left = is_right_to_left(ui.strings.text("site.search"));
  if (english != nullptr) ui.strings.add_missing(*english);
  return ui;
}

}  // namespace

struct Pages::Impl {
  Impl(const std::filesystem::path& site, const Assets& own_assets, const Options& options)
      : templates(site / "templates", options.missing),
        map(site / "map" / "world.json"),
        assets(own_assets) {
    for (const char* name : {kStyle, kIcon, kScript})
      if (assets.find(name) == nullptr)
        throw Error(fmt::format("'{}' is missing", (site / "assets" / name).string()),
                    "name the folder: entrepot-serve run DATA --site FOLDER");
    interfaces.reserve(kInterfaceLanguages.size());
    for (const std::string_view language : kInterfaceLanguages)
      interfaces.push_back(read_interface(
          language, site, options, interfaces.empty() ? nullptr : &interfaces.front().strings));
    for (const Interface& ui : interfaces)
      common.emplace(
          &ui, json{{"t", ui.strings.tree()}, {"base", ui.base}, {"search_url", ui.search_path()}});
    Sha256 hash;
    hash.update(templates.hash());
    hash.update(options.public_url);
    hash.update(options.contact);
    for (const Interface& ui : interfaces) hash.update(ui.strings.tree().dump());
    hash.update(map.hash());
    hash.update(assets.hash());
    version = hash.hex();
  }

  /// The same page in every language, for readers and for search engines.
  [[nodiscard]] json languages(const View& view, const Interface& current) const {
    json list = json::array();
    for (const Interface& ui : interfaces) {
      const std::string url = ui.base + (view.address.empty() ? "/" : view.address);
      list.push_back({{"language", ui.locale.language()},
                      {"language_dir", ui.right_to_left ? "rtl" : "ltr"},
                      {"name", ui.strings.text("site.language_name")},
                      {"url", url},
                      {"absolute_url", ui.public_url + url},
                      {"current", &ui == &current}});
    }
    return list;
  }

  /// The page in the site's frame.
  [[nodiscard]] std::string render(const View& view, const Interface& ui) const {
    const Strings& strings = ui.strings;
    const CommonView& shared = common.at(&ui);
    std::string content = templates.render(view.page_template, view.body, &shared);
    json layout = {
        {"page_lang", ui.locale.language()},
        {"page_dir", ui.right_to_left ? "rtl" : "ltr"},
        {"page_title", view.title.empty()
                           ? strings.text("site.name") + " – " + strings.text("site.tagline")
                           : strings.text("site.title", {{"page", view.title}})},
        {"description", view.description},
        {"canonical", view.address.empty() ? "" : ui.public_url + ui.base + view.address},
        {"feed", view.feed},
        {"json_ld_html", view.json_ld_html},
        {"style", assets.url(kStyle)},
        {"icon_url", assets.url(kIcon)},
        {"frame_search", !view.own_search},
        {"content_html", std::move(content)}};
    layout["skips"] = json::array();
    for (const SkipLink& skip : view.skips)
      layout["skips"].push_back({{"id", skip.id}, {"text", skip.text}});
    layout["scripts"] = {assets.url(kScript)};
    for (const std::string& name : view.scripts)
      layout["scripts"].push_back(assets.url("js/" + name));
    layout["meta"] = layout["files"] = json::array();
    for (const View::Meta& one : view.meta)
      layout["meta"].push_back({{"name", one.name}, {"content", one.content}, {"lang", one.lang}});
    for (const View::File& one : view.files)
      layout["files"].push_back({{"type", one.type}, {"url", one.url}, {"title", one.title}});
    layout["languages"] = languages(view, ui);
    layout["alternates"] = view.address.empty() ? json::array() : layout["languages"];
    const auto link = [&](const char* name, const std::string& path) {
      return json{{"label", strings.text(fmt::format("site.{}", name))},
                  {"url", ui.base + path},
                  {"current", view.section == name}};
    };
    layout["navigation"] = json::array();
    for (const char* name : {"search", "countries", "themes", "coverage", "timeline"})
      layout["navigation"].push_back(link(name, fmt::format("/{}", name)));
    layout["browse"] = {link("programmes", "/programmes"), link("map", "/map"),
                        link("compare", "/compare")};
    layout["about"] = {link("about", "/about"), link("api", "/about/api"),
                       link("privacy", "/about/privacy"),
                       link("accessibility", "/about/accessibility")};
    return templates.render("layout", layout, &shared);
  }

  Templates templates;
  MapShapes map;
  std::vector<Interface> interfaces{};
  std::map<const Interface*, CommonView> common{};  ///< What every page of an interface has.
  const Assets& assets;
  std::string version{};
};

Pages::Pages(const std::filesystem::path& site, const Assets& assets, const Options& options)
    : impl_(std::make_unique<Impl>(site, assets, options)) {}
Pages::~Pages() = default;

std::string Pages::render(View view, const Interface& ui) const { return impl_->render(view, ui); }

const std::vector<Interface>& Pages::interfaces() const { return impl_->interfaces; }
const MapShapes& Pages::map_shapes() const { return impl_->map; }
const std::string& Pages::version() const { return impl_->version; }

std::string check_public_url(std::string_view url) {
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:[]";
  if (host == 0 || url.size() == host || url.find_first_not_of(kAllowed, host) != url.npos)
    return fmt::format("'{}' is no address of a site; write https://HOST, without a path", url);
  return {};
}

std::string contact_link(std::string_view contact) {
  const bool is_text = contact.find_first_of(" \t\r\n\"<>") == contact.npos;
  if (is_text && (contact.starts_with("https://") || contact.starts_with("http://")))
    return std::string(contact);
  const std::size_t at = contact.find('@');
  if (!is_text || at == contact.npos || at == 0 || at + 1 == contact.size()) return {};
  return fmt::format("mailto:{}", contact);
}

}  // namespace entrepot
