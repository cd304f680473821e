#include "service/pages/view_names.h"

#include <algorithm>

#include "model/index_schema.h"
#include "service/pages/view_parts.h"

namespace entrepot {
namespace {

using nlohmann::json;

json piece(const std::string& text, const std::string& language, const ViewContext& context) {
  json out =
      language.empty() ? json{{"lang", ""}, {"dir", ""}} : text_language(text, language, context);
  out["text"] = text;
  return out;
}

/// Whether an entry goes by its English name, for want of another.
bool falls_back(const Concept& entry, const std::string& language) {
  return !entry.label.contains(language);
}

}  // namespace

Name name_of(std::string_view list, std::string_view id, const ViewContext& context) {
  const Concept* entry = context.library.vocabulary().find(list, id);
  const bool english = entry != nullptr && falls_back(*entry, context.ui.locale.language());
  return {context.label(list, id), english ? "en" : ""};
}

Name facet_name(std::string_view facet, std::string_view value, const ViewContext& context) {
  const std::string_view list = find_facet(facet)->vocabulary;
  const bool administration =
      facet == "organisation" && context.library.vocabulary().find(list, value) == nullptr;
  return {labelled(facet, std::string(value), context.json()).at("label"),
          name_of(administration ? "administrations" : list, value, context).language};
}

Name name_called(const std::string& label, const ViewContext& context) {
  const std::string& language = context.ui.locale.language();
  if (language == "en") return label;
  for (const auto& [list, entries] : context.library.vocabulary().lists)
    for (const Concept& entry : entries)
      if (falls_back(entry, language) && entry.label.at("en") == label) return {label, "en"};
  return label;
}

json label_json(const Name& name, const ViewContext& context) {
  const json own = piece(name.text, name.language, context);
  return {{"label", name.text}, {"label_lang", own.at("lang")}, {"label_dir", own.at("dir")}};
}

json phrase(const std::string& text, const std::vector<Name>& names, const ViewContext& context) {
  json pieces = json::array();
  std::size_t told = 0;
  while (told < text.size()) {
    const Name* first = nullptr;
    std::size_t begin = text.size();
    for (const Name& name : names) {
      if (name.language.empty() || name.text.empty()) continue;
      const std::size_t at = text.find(name.text, told);
      // Of two that begin together the longer has the other in it.
      const bool longer = first != nullptr && at == begin && name.text.size() > first->text.size();
      if (at != std::string::npos && (at < begin || longer)) {
        begin = at;
        first = &name;
      }
    }
    if (begin > told) pieces.push_back(piece(text.substr(told, begin - told), "", context));
    if (first == nullptr) break;
    pieces.push_back(piece(first->text, first->language, context));
    told = begin + first->text.size();
  }
  return pieces;
}

}  // namespace entrepot
