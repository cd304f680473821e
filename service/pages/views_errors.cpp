#include <fmt/format.h>

#include <algorithm>

#include "model/diagnostics.h"
#include "model/text/unicode.h"
#include "service/pages/view_parts.h"
#include "service/pages/views.h"

namespace entrepot {
namespace {

using nlohmann::json;

std::vector<std::string> parts_of(std::string_view id) {
  std::vector<std::string> parts;
  while (!id.empty()) {
    const std::size_t dash = std::min(id.find('-'), id.size());
    if (dash > 0) parts.emplace_back(id.substr(0, dash));
    id.remove_prefix(std::min(dash + 1, id.size()));
  }
  return parts;
}

/// Whether one id was probably meant by the other: few letters differ, or most parts are the same.
bool is_near(const std::string& wanted, const std::string& id) {
  if (!nearest(wanted, {id}).empty()) return true;
  const std::vector<std::string> left = parts_of(wanted), right = parts_of(id);
  const auto common = std::count_if(left.begin(), left.end(), [&](const std::string& part) {
    return std::find(right.begin(), right.end(), part) != right.end();
  });
  return static_cast<std::size_t>(common) * 3 >= std::max(left.size(), right.size()) * 2;
}

/// Documents of ids like the one in the address of a document that is not there. Its words find
/// candidates, as they are: whoever guesses addresses does not make us think.
json near_documents(std::string_view path, const ViewContext& context) {
  constexpr std::string_view kDocuments = "/documents/";
  constexpr std::size_t kMostShown = 5, kMostLetters = 80;
  const std::size_t at = path.find(kDocuments);
  json near = json::array();
  if (at == std::string_view::npos) return near;
  std::string wanted(path.substr(at + kDocuments.size()).substr(0, kMostLetters));
  for (char& c : wanted) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) c = '-';
  }
  SearchQuery query{
      .match = Match::Any, .expand = false, .per_page = 50, .facets = std::vector<std::string>{}};
  for (const std::string& part : parts_of(wanted)) query.text += part + " ";
  if (query.text.empty()) return near;
  for (const Hit& hit : context.library.search(query).hits)
    if (near.size() < kMostShown && is_near(wanted, hit.document.id))
      near.push_back(document_link(hit.document, context));
  return near;
}

}  // namespace

View gone_view(const ViewContext& context, const Manifest::Tombstone& tombstone) {
  const auto written = [&](const std::string& text) {
    json own = text_language(text, tombstone.language, context);
    own["text"] = text;
    return own;
  };
  const auto [before, after] = context.ui.strings.text_around("error.gone_title", "title");
  json body = {
      {"before", before},
      {"title", written(tombstone.title)},
      {"after", after},
      {"reason", tombstone.reason.empty() ? json() : written(tombstone.reason)},
      {"replacement",
       tombstone.replacement.empty() ? json() : document_link(tombstone.replacement, context)}};
  return {.page_template = "gone",
          .title = context.ui.strings.text("error.gone"),
          .body = std::move(body)};
}

View not_found_view(const ViewContext& context, std::string_view path) {
  json near = near_documents(path, context);
  const auto [before, after] = context.ui.strings.text_around("error.not_found_text", "path");
  const bool shown = !path.empty() && !find_invalid_utf8(path);
  json body = {{"asked", shown ? json{{"before", before},
                                      {"path", fmt::format("{}{}", context.ui.base, path)},
                                      {"after", after}}
                               : json()},
               {"has_near", !near.empty()},
               {"near", std::move(near)}};
  return {.page_template = "not_found",
          .title = context.ui.strings.text("error.not_found"),
          .body = std::move(body)};
}

View bad_request_view(const Interface& ui, int status, const std::string& detail) {
  const std::string heading = ui.strings.text(status == 405 ? "error.method" : "error.bad_request");
  return {
      .page_template = "error", .title = heading, .body = {{"heading", heading}, {"text", detail}}};
}

View unavailable_view(const Interface& ui, int status) {
  const std::string key = status == 503 ? "error.unavailable" : "error.internal";
  const std::string heading = ui.strings.text(key);
  return {.page_template = "error",
          .title = heading,
          .body = {{"heading", heading}, {"text", ui.strings.text(key + "_text")}}};
}

}  // namespace entrepot
