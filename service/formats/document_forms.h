#pragma once

#include <array>
#include <string_view>

/// As what files a document is to be had.
namespace entrepot {

struct DocumentForm {
  std::string_view suffix{};      ///< Behind its address.
  std::string_view media_type{};  ///< Without its parameters.
  std::string_view name{};        ///< Of its text among the strings: "document.bibtex".
  bool of_passages = false;       ///< A passage is to be had so as well: ?passage=ANCHOR.
};

/// Where one suffix ends in another the longer is first.
inline constexpr std::array<DocumentForm, 5> kDocumentForms{{
    {".bib", "application/x-bibtex", "document.bibtex", true},
    {".ris", "application/x-research-info-systems", "document.ris", true},
    {".csl.json", "application/vnd.citationstyles.csl+json", "document.csl", true},
    {".md", "text/markdown", "document.markdown", false},
    {".json", "application/json", "document.json", false},
}};

/// The form that an address of a document asks for; null for its page.
[[nodiscard]] constexpr const DocumentForm* find_document_form(std::string_view address) {
  for (const DocumentForm& form : kDocumentForms)
    if (address.ends_with(form.suffix)) return &form;
  return nullptr;
}

}  // namespace entrepot
