#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/pages/views.h"

/// What things are called on a page, and in which language: the vocabulary has some names in
/// English alone, and a reader's program must be told so.
namespace entrepot {

/// What a thing is called. A text of the interface is a name in the page's language.
struct Name {
  std::string text{};
  std::string language{};  ///< BCP 47; empty for the page's.

  Name() = default;
  Name(std::string of, std::string in = {}) : text(std::move(of)), language(std::move(in)) {}
  Name(const char* of) : text(of) {}
};

/// Of an entry of the vocabulary: in the page's language, else in English, else its id.
[[nodiscard]] Name name_of(std::string_view list, std::string_view id, const ViewContext& context);

/// Of a value of a facet; as `facet_label`.
[[nodiscard]] Name facet_name(std::string_view facet, std::string_view value,
                              const ViewContext& context);

/// Of what is called so on this page, where only that is known: English if an entry of the
/// vocabulary has this name in English and none in the page's language.
[[nodiscard]] Name name_called(const std::string& label, const ViewContext& context);

/// {label, label_lang, label_dir}; the latter two, for the partial label_language, are empty for a
/// name in the page's language.
[[nodiscard]] nlohmann::json label_json(const Name& name, const ViewContext& context);

/// A text in which names stand, for the partial phrase: [{text, lang, dir}], each name that is in
/// another language than the page by itself, wherever the text has it.
[[nodiscard]] nlohmann::json phrase(const std::string& text, const std::vector<Name>& names,
                                    const ViewContext& context);

}  // namespace entrepot
