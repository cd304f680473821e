#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/views.h"

namespace entrepot {

/// The rows of a box of facts, for the partial facts; those without a value are left out.
class Facts {
 public:
  explicit Facts(const ViewContext& context) : context_(context) {}

  /// @param key of the row's name, in the group "document".
  void add_text(std::string_view key, const std::string& text);

  /// A text that leads somewhere; without an address a mere text.
  /// @param rel of the link; may be empty.
  void add_link(std::string_view key, const std::string& text, const std::string& url,
                const std::string& rel = {});

  /// What the author of a document wrote, in its language; empty texts are left out.
  void add_written(std::string_view key, const std::vector<std::string>& texts,
                   const Document& document);

  /// What a curator noted of an entry of the vocabulary, which is in English.
  void add_note(const Concept& entry);

  /// Labelled values, each leading to its page, or if it has none to the search for it.
  void add_facet(std::string_view key, const std::string& facet,
                 const std::vector<std::string>& ids);

  void add_date(std::string_view key, const std::optional<DateInterval>& date);

  /// When a document's activity took place, in its author's words or the interface's; without a
  /// date both.
  void add_date_of(const Document& document);

  [[nodiscard]] nlohmann::json rows() && { return std::move(rows_); }

 private:
  void add(std::string_view key, nlohmann::json values);
  [[nodiscard]] std::string facet_url(const std::string& facet, const std::string& id) const;

  const ViewContext& context_;
  nlohmann::json rows_ = nlohmann::json::array();
};

/// What a document is about: the box beside its text.
[[nodiscard]] nlohmann::json document_facts(const DocumentRecord& record,
                                            const ViewContext& context);

}  // namespace entrepot
