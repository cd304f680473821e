#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/index/mentions.h"
#include "model/record.h"
#include "model/text/analyser.h"

namespace entrepot {

/// The terms of a text. Positions are counted from 1.
struct AnalysedText {
  std::vector<TermAt> terms{};
  unsigned last = 0;  ///< The last position; 0 if it has no words.
};

/// The texts of one document, each analysed once however often it is indexed: with its document and
/// with its passage. One thread.
class DocumentTexts {
 public:
  /// @param lexicon outlives this, and so does the record.
  DocumentTexts(const Lexicon& lexicon, const DocumentRecord& record)
      : lexicon_(lexicon), mentions_(lexicon, record) {}

  /// @param text and language are parts of the record.
  [[nodiscard]] const AnalysedText& of(std::string_view text, std::string_view language);
  /// What the text names; its pieces come first by place.
  [[nodiscard]] const NamedConcepts& names(std::string_view text, std::string_view language);

 private:
  struct Known {
    std::vector<Token> tokens{};
    AnalysedText analysed{};
    std::optional<NamedConcepts> names{};
  };
  [[nodiscard]] Known& known(std::string_view text, std::string_view language);

  const Lexicon& lexicon_;
  Mentions mentions_;
  std::map<std::pair<std::string_view, std::string_view>, Known> texts_{};
};

}  // namespace entrepot
