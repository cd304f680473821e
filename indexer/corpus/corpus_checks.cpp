#include "indexer/corpus/corpus_checks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "indexer/front_matter/value_reader.h"

namespace entrepot {
namespace {

bool is_hidden(const std::string& status) { return status == "draft" || status == "in-review"; }

class TieChecker {
 public:
  TieChecker(const std::vector<DocumentTies>& documents, Diagnostics& problems)
      : documents_(documents), problems_(problems) {
    by_id_.reserve(documents.size());
    for (const DocumentTies& one : documents) {
      by_id_.emplace(one.id, &one);
      ids_.push_back(one.id);
    }
    for (const DocumentTies& one : documents)
      for (const Reference& reference : one.references) {
        if (reference.key == "formerly") claim_former_id(one, reference);
        if (reference.key == "supersedes") superseded_.insert(reference.id);
      }
  }

  void check() {
    for (const DocumentTies& one : documents_) {
      for (const Reference& reference : one.references)
        if (reference.key != "formerly") check_reference(one, reference);
      for (const InternalLink& link : one.links) check_link(one, link);
      check_superseded(one);
    }
    check_circles("supersedes");
    check_circles("translation_of");
  }

 private:
  void error(const Location& where, std::string message) {
    problems_.push_back({.where = where, .message = std::move(message)});
  }
  void warning(const Location& where, std::string message) {
    problems_.push_back(
        {.where = where, .severity = Severity::Warning, .message = std::move(message)});
  }

  /// @return nullptr for an id that no file has.
  [[nodiscard]] const DocumentTies* find(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }

  void claim_former_id(const DocumentTies& one, const Reference& reference) {
    if (const DocumentTies* other = find(reference.id)) {
      error(reference.where,
            fmt::format("'{}' is the id of {}; write only ids that are no longer used",
                        reference.id, other->path));
      return;
    }
    const auto [first, is_new] = now_.emplace(reference.id, one.id);
    if (!is_new && first->second != one.id)
      error(reference.where, fmt::format("'{}' is a former id of '{}' already; keep one of them",
                                         reference.id, first->second));
  }

  /// The nearest candidate, or nothing once the file has had its share of guesses.
  [[nodiscard]] std::string guess(const std::string& file, const std::string& word,
                                  const std::vector<std::string>& candidates) {
    return guesses_[file]++ < kMaxHints ? nearest(word, candidates) : std::string();
  }

  /// "; write 'x'..." for an id that is not there.
  [[nodiscard]] std::string id_hint(const std::string& id, const Location& where) {
    if (const auto now = now_.find(id); now != now_.end())
      return fmt::format("; write '{}', its id now", now->second);
    if (const std::string near = guess(where.file, id, ids_); !near.empty())
      return fmt::format("; did you mean '{}'?", near);
    return "; write the id of a document: its file name without .md";
  }

  /// The same of a link's, which names a file and not an id.
  [[nodiscard]] std::string link_hint(const InternalLink& link) {
    if (const std::string near = guess(link.where.file, link.document, ids_); !near.empty())
      return fmt::format("; did you mean '{}.md'?", near);
    return "; write the file name of a document of the corpus, without its folder";
  }

  void check_reference(const DocumentTies& from, const Reference& reference) {
    if (reference.id == from.id)
      return error(reference.where,
                   fmt::format("'{}' names this document itself; remove it", reference.key));
    const DocumentTies* to = find(reference.id);
    if (to == nullptr)
      return error(reference.where, fmt::format("unknown document '{}'{}", reference.id,
                                                id_hint(reference.id, reference.where)));
    if (!to->is_read) return;
    const std::string& status = to->document->record.document.status;
    if (reference.key == "supersedes") {
      if (status != "superseded" && status != "withdrawn")
        warning(reference.where, fmt::format("'{}' still has the status '{}'; write 'status: "
                                             "superseded' there",
                                             reference.id, status));
    } else {
      warn_of_unseen(reference.where, reference.id, status);
    }
  }

  /// Published pages would show a way that leads nowhere.
  void warn_of_unseen(const Location& where, const std::string& id, const std::string& status) {
    if (status == "withdrawn")
      warning(where, fmt::format("'{}' is withdrawn; name what replaces it, or remove this", id));
    if (is_hidden(status))
      warning(where, fmt::format("'{}' is not published (its status is '{}'); remove this, or "
                                 "publish it first",
                                 id, status));
  }

  void check_link(const DocumentTies& from, const InternalLink& link) {
    if (!link.document.empty() && link.document != from.id) {
      const DocumentTies* to = find(link.document);
      if (to == nullptr) {
        const auto now = now_.find(link.document);
        if (now == now_.end())
          return error(link.where, fmt::format("there is no document '{}' to link to{}",
                                               link.document, link_hint(link)));
        to = find(now->second);
        warning(link.where, fmt::format("'{}.md' has another name now; write '{}.md'",
                                        link.document, now->second));
      }
      if (!to->is_read) return;
      warn_of_unseen(link.where, to->id, to->document->record.document.status);
      return check_anchor(*to, link);
    }
    if (from.document != nullptr) check_anchor(from, link);
  }

  void check_anchor(const DocumentTies& to, const InternalLink& link) {
    if (link.anchor.empty()) return;
    const auto [known, is_new] = anchors_.try_emplace(to.id);
    if (is_new) known->second = anchors_of(*to.document);
    const std::vector<std::string>& anchors = known->second;
    if (std::find(anchors.begin(), anchors.end(), link.anchor) != anchors.end()) return;
    const std::string near = guess(link.where.file, link.anchor, anchors);
    error(link.where,
          fmt::format("there is no '#{}' in {}{}", link.anchor, to.path,
                      near.empty() ? "; write the anchor of one of its sections or passages"
                                   : fmt::format("; did you mean '#{}'?", near)));
  }

  void check_superseded(const DocumentTies& one) {
    if (!one.is_read || one.document->record.document.status != "superseded") return;
    if (!superseded_.contains(one.id))
      warning({.file = one.path, .line = 1},
              "its status is superseded, but no document supersedes it; write 'supersedes' in the "
              "one that does");
  }

  /// Depth first through references of one key, without recursion: chains may be long.
  void check_circles(std::string_view key) {
    enum class State { New, Open, Done };
    std::unordered_map<const DocumentTies*, State> states;
    struct Step {
      const DocumentTies* at = nullptr;
      std::size_t next = 0;
    };
    for (const DocumentTies& start : documents_) {
      // Most documents name no other.
      if (std::none_of(start.references.begin(), start.references.end(),
                       [&](const Reference& one) { return one.key == key; }))
        continue;
      if (states[&start] != State::New) continue;
      std::vector<Step> path{{.at = &start}};
      states[&start] = State::Open;
      while (!path.empty()) {
        Step& step = path.back();
        if (step.next == step.at->references.size()) {
          states[step.at] = State::Done;
          path.pop_back();
          continue;
        }
        const Reference& reference = step.at->references[step.next++];
        const DocumentTies* to = reference.key == key ? find(reference.id) : nullptr;
        if (to == nullptr || to == step.at) continue;
        if (states[to] == State::Open) {
          std::vector<std::string> names;
          for (auto it = path.rbegin(); it != path.rend(); ++it) {
            names.insert(names.begin(), it->at->id);
            if (it->at == to) break;
          }
          names.push_back(to->id);
          error(reference.where, fmt::format("'{}' goes round in a circle ({}); remove one of them",
                                             key, fmt::join(names, " > ")));
        } else if (states[to] == State::New) {
          states[to] = State::Open;
          path.push_back({.at = to});
        }
      }
    }
  }

  const std::vector<DocumentTies>& documents_;
  Diagnostics& problems_;
  std::unordered_map<std::string, const DocumentTies*> by_id_{};
  std::vector<std::string> ids_{};
  std::map<std::string, std::string> now_{};  ///< Former id to id.
  std::map<std::string, std::vector<std::string>> anchors_{};
  std::set<std::string> superseded_{};
  std::map<std::string, std::size_t> guesses_{};  ///< By file.
};

}  // namespace

void check_ties(const std::vector<DocumentTies>& documents, Diagnostics& problems) {
  TieChecker(documents, problems).check();
}

}  // namespace entrepot
