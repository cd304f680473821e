#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/body/markdown_rewriting.h"
#include "indexer/body/markdown_tree.h"
#include "indexer/body/passages.h"

namespace entrepot {

/// Each mark prints links both ways: a short text could print megabytes.
inline constexpr std::size_t kMaxMarks = 1000;

/// A mark of a note, "[^1]", before it is one: the link that cmark reads it as.
struct FoundMark {
  cmark_node* link = nullptr;
  std::string label{};
  bool in_heading = false, in_note = false;
  Location where{};
};

/// The notes of one body, from its tree.
class MarkdownNotes {
 public:
  /// Takes up what rewriting put in their place, and reports labels that are no good or taken.
  /// @param root, outline and problems outlive this.
  MarkdownNotes(cmark_node* root, const MarkdownOutline& outline, const RewrittenBody& rewritten,
                Diagnostics& problems);

  /// Whether a node is the list of all notes. It is none of the body's.
  [[nodiscard]] bool is_list(cmark_node* node) const { return node == list_; }
  /// What a link or image marks, if it is a mark.
  [[nodiscard]] std::optional<std::string> label_of(cmark_node* link) const;
  /// Whether a link of another address has the text of a mark: "[^1](there)".
  [[nodiscard]] bool looks_like_mark(cmark_node* link) const;

  /// Makes a mark of it, or reports why it can be none. Marks are numbered in the order of calls.
  void change(const FoundMark& mark);

  /// Reports notes that nothing cites, and takes all out of the tree.
  /// @return those that are cited, in the order of their first marks.
  [[nodiscard]] std::vector<BodyNote> take();

  /// The marks in a block or item.
  [[nodiscard]] static std::vector<BodyMark> marks_in(cmark_node* root);

 private:
  struct State {
    const OutlineNote* note = nullptr;
    cmark_node* item = nullptr;          ///< Of the list.
    std::optional<std::size_t> index{};  ///< Among those that are cited.
    bool repeats = false;                ///< Another has its label.
  };

  void check_labels();
  [[nodiscard]] std::string mistake(const FoundMark& mark) const;
  void report(Severity severity, const Location& where, std::string message);

  Diagnostics& problems_;
  std::vector<std::string> labels_;                ///< Of marks and notes, as written.
  std::vector<State> notes_{};                     ///< In the order of the body.
  std::map<std::string, std::size_t> by_label_{};  ///< Indices of notes_, by folded label.
  cmark_node* list_ = nullptr;                     ///< Null without notes, and once they are taken.
  std::size_t cited_ = 0;                          ///< Notes.
  std::size_t marks_ = 0;                          ///< Right and wrong ones.
  std::deque<NodeMeaning> meanings_{};
};

}  // namespace entrepot
