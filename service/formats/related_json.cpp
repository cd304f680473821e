#include "service/formats/related_json.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

namespace entrepot {
namespace {

using nlohmann::json;
using Kind = RelatedReason::Kind;

constexpr std::size_t kWordsInText = 3;

json labels(std::string_view facet, const std::vector<std::string>& values,
            const JsonContext& context) {
  json list = json::array();
  for (const std::string& value : values) list.push_back(labelled(facet, value, context));
  return list;
}

std::string first_label(std::string_view list, const std::vector<std::string>& ids,
                        const JsonContext& context) {
  return ids.empty()
             ? std::string()
             : context.library.vocabulary().label(list, ids.front(), context.locale.language());
}

}  // namespace

json to_json(const RelatedDocument& related, const JsonContext& context) {
  constexpr std::array kKinds{"stated", "event", "theme", "words"};
  const Document& document = related.document;
  const RelatedReason& reason = related.reason;
  json why = {{"kind", kKinds.at(static_cast<std::size_t>(reason.kind))},
              {"themes", labels("theme", reason.themes, context)},
              {"countries", labels("country", reason.countries, context)},
              {"regions", labels("region", reason.regions, context)},
              {"words", reason.words}};
  if (context.strings != nullptr) why["text"] = reason_text(reason, context);
  return {{"id", document.id},
          {"title", document.title},
          {"url", fmt::format("{}/documents/{}", context.base_path, document.id)},
          {"language", document.language},
          {"reason", std::move(why)}};
}

std::string reason_text(const RelatedReason& reason, const JsonContext& context) {
  const Strings& strings = *context.strings;
  const std::string theme = first_label("themes", reason.themes, context);
  const std::string country = first_label("countries", reason.countries, context);
  switch (reason.kind) {
    case Kind::Stated:
      return strings.text("related.stated");
    case Kind::Event:
      return strings.text("related.event", {{"theme", theme}, {"place", country}});
    case Kind::Theme: {
      std::string place = first_label("regions", reason.regions, context);
      if (reason.countries.size() == 1) place = country;
      if (reason.countries.size() > 1)
        place = strings.count("related.countries", reason.countries.size() - 1, context.locale,
                              {{"place", country}});
      return place.empty()
                 ? strings.text("related.theme", {{"theme", theme}})
                 : strings.text("related.theme_in_place", {{"theme", theme}, {"place", place}});
    }
    case Kind::Words:
      break;
  }
  std::vector<std::string> words = reason.words;
  if (words.size() > kWordsInText) words.resize(kWordsInText);
  return strings.text("related.words", {{"words", strings.list(words)}});
}

}  // namespace entrepot
