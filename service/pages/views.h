#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "service/formats/api_json.h"
#include "service/pages/interface.h"
#include "service/pages/map_shapes.h"
#include "service/query/coverage_query.h"
#include "service/query/search_query.h"
#include "service/search/library.h"

/// What each page shows, as the JSON its template renders. Built from the library and the strings;
/// no HTML is made here but by view_html.h.
namespace entrepot {

/// What a view is made from.
struct ViewContext {
  const Library& library;
  const Interface& ui;

  [[nodiscard]] JsonContext json() const {
    return {library, ui.locale, ui.search_path(), ui.base, &ui.strings};
  }
  /// With labels in the language of the interface.
  [[nodiscard]] SearchPage search(SearchQuery query) const {
    query.ui = ui.locale.language();
    return library.search(query);
  }
  [[nodiscard]] std::string label(std::string_view list, std::string_view id) const {
    return library.vocabulary().label(list, id, ui.locale.language());
  }
};

/// A way past what stands before a part of a page.
struct SkipLink {
  std::string id{};    ///< Of that part.
  std::string text{};  ///< "Skip to the results"
};

/// A page before its frame.
struct View {
  std::string page_template{};
  std::string title{};        ///< Of the browser's window, without the site's name.
  std::string description{};  ///< For search engines; may be empty.
  std::string address{};      ///< The one it should have: path and query, without the interface's
                              ///< base; empty for a page that is no place, such as a failure.
  std::string feed{};         ///< Of what it lists; may be empty.
  std::string section{};      ///< Of the navigation: "search", "countries", "themes", "about"...
  std::vector<SkipLink> skips{};       ///< After the one to the content.
  std::vector<std::string> scripts{};  ///< Names of files of js/ besides site.js: "search.js".
  bool own_search = false;             ///< It has a search box of its own, so the frame shows none.
  nlohmann::json body = nlohmann::json::object();

  // What programs read in the head; all of it may be missing.
  struct Meta {
    std::string name{}, content{};
    std::string lang{};  ///< Of the content, if it is not the page's.
  };
  struct File {
    std::string type{};  ///< Its media type.
    std::string url{}, title{};
  };
  std::vector<Meta> meta{};
  std::vector<File> files{};   ///< What the page shows, in other forms.
  std::string json_ld_html{};  ///< As script_json_html() makes it.
};

/// What is here and the ways in.
[[nodiscard]] View home_view(const ViewContext& context);
/// A document with its passages and sources.
/// @param cited the anchor of the passage whose citation is asked for; empty: the document's.
[[nodiscard]] View document_view(const ViewContext& context, const DocumentRecord& record,
                                 std::string_view cited = {});
/// Results, with what of the address could not be used.
[[nodiscard]] View search_view(const ViewContext& context, ParsedQuery parsed);
/// Regions and their countries, with how much there is of each.
[[nodiscard]] View countries_view(const ViewContext& context);
/// The profile of a country.
[[nodiscard]] View country_view(const ViewContext& context, const Concept& country);
/// The documents by place: what `parsed` narrows them to.
[[nodiscard]] View map_view(const ViewContext& context, const ParsedQuery& parsed,
                            const MapShapes& map);
/// The documents by time, a hundred a page: what `parsed` narrows them to.
[[nodiscard]] View timeline_view(const ViewContext& context, const ParsedQuery& parsed);
/// The tree of themes, with how much there is on each.
[[nodiscard]] View themes_view(const ViewContext& context);
/// The profile of a theme.
[[nodiscard]] View theme_view(const ViewContext& context, const Concept& theme);
/// Programmes, with how much there is of each.
[[nodiscard]] View programmes_view(const ViewContext& context);
/// The profile of a programme.
[[nodiscard]] View programme_view(const ViewContext& context, const Concept& programme);
/// The profile of a region.
[[nodiscard]] View region_view(const ViewContext& context, const Concept& region);
/// Themes against places: where there is much, little or nothing.
[[nodiscard]] View coverage_view(const ViewContext& context, const ParsedCoverage& parsed);
/// What each of several countries has, side by side.
/// @param parameters as a search has them; countries stand side by side in their order.
[[nodiscard]] View compare_view(const ViewContext& context, const Parameters& parameters);
/// What is here, how it was made, and from which build.
[[nodiscard]] View about_view(const ViewContext& context);
/// How programs ask, with live examples.
[[nodiscard]] View api_view(const ViewContext& context);
/// What is kept of readers.
[[nodiscard]] View privacy_view(const ViewContext& context);
/// How readers with other senses and means use the site.
[[nodiscard]] View accessibility_view(const ViewContext& context);
/// 410: why a document is no longer shown, and what replaces it.
[[nodiscard]] View gone_view(const ViewContext& context, const Manifest::Tombstone& tombstone);
/// 404, with documents of like addresses.
[[nodiscard]] View not_found_view(const ViewContext& context, std::string_view path);

/// 400, 405: `detail` says what is wrong and what to do.
[[nodiscard]] View bad_request_view(const Interface& ui, int status, const std::string& detail);
/// 500, 503: needs no index.
[[nodiscard]] View unavailable_view(const Interface& ui, int status);

}  // namespace entrepot
