#include "indexer/index/address_checks.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace entrepot {
namespace {

/// What a corpus leads its readers to, and what it may lead them to once its errors are mended.
class Kept {
 public:
  explicit Kept(const Corpus& corpus) {
    for (const Diagnostic& problem : corpus.problems)
      if (problem.severity == Severity::Error)
        faulty_.insert(std::filesystem::path(problem.where.file).stem().string());
    for (const CorpusDocument& one : corpus.documents) {
      const Document& document = one.record.document;
      documents_.emplace(document.id, &one);
      if (!is_searched(document) && document.status != "withdrawn") continue;
      ids_.insert(document.id);
      ids_.insert(document.formerly.begin(), document.formerly.end());
    }
  }

  [[nodiscard]] bool has(const std::string& id) const { return ids_.contains(id); }
  /// Whether its file has errors, which may be why it or its anchors are missing.
  [[nodiscard]] bool is_faulty(const std::string& id) const { return faulty_.contains(id); }
  [[nodiscard]] const CorpusDocument* find(const std::string& id) const {
    const auto found = documents_.find(id);
    return found == documents_.end() ? nullptr : found->second;
  }

 private:
  std::set<std::string> faulty_{}, ids_{};
  std::map<std::string, const CorpusDocument*> documents_{};
};

/// An item's anchor begins with its section's; if that one vanishes, keeping it keeps both.
bool follows_from_section(const std::string& anchor, const std::set<std::string>& published,
                          const std::set<std::string>& kept) {
  const std::string section = anchor.substr(0, anchor.rfind('.'));
  return section != anchor && published.contains(section) && !kept.contains(section);
}

std::string vanishing_anchor(const std::string& anchor) {
  if (anchor.find('.') != std::string::npos)
    return fmt::format(
        "the published anchor '{0}' would vanish; write 'was={0}' in the passage "
        "comment before what takes its place",
        anchor);
  return fmt::format(
      "the published anchor '{0}' would vanish, with those of its items; write "
      "'id={0}' in a passage comment before its heading, or 'was={0}' before what "
      "takes its place",
      anchor);
}

Diagnostic warning(const std::string& path, std::string message) {
  return {.where = {.file = path}, .severity = Severity::Warning, .message = std::move(message)};
}

}  // namespace

void check_addresses(const PublishedAddresses& published, const Corpus& corpus,
                     Diagnostics& problems) {
  const Kept kept(corpus);
  Diagnostics vanished;
  for (const PublishedAddresses::Document& one : published.documents) {
    if (kept.is_faulty(one.id)) continue;
    const CorpusDocument* const now = kept.find(one.id);
    if (kept.has(one.id)) {
      // A withdrawn document, or one that goes by another name now, answers for all its passages.
      if (now == nullptr || !is_searched(now->record.document)) continue;
      const std::vector<std::string> all = anchors_of(*now);
      const std::set<std::string> anchors(all.begin(), all.end());
      for (const std::string& anchor : one.anchors)
        if (!anchors.contains(anchor) && !follows_from_section(anchor, one.anchors, anchors))
          vanished.push_back(warning(now->path, vanishing_anchor(anchor)));
    } else if (now != nullptr) {
      vanished.push_back(warning(
          now->path,
          fmt::format("the document is published, and its status '{}' would take it away; write "
                      "'published', or 'withdrawn' and the reason in 'note'",
                      now->record.document.status)));
    } else {
      vanished.push_back(warning(
          one.path, fmt::format("the published document '{}' would vanish; write its id under "
                                "'formerly' of the record that takes its place, or keep its file "
                                "with 'status: withdrawn' and the reason in 'note'",
                                one.id)));
    }
  }
  for (const auto& [old, id] : published.moved)
    if (const CorpusDocument* const now = kept.find(id);
        now != nullptr && !kept.has(old) && !kept.is_faulty(id))
      vanished.push_back(
          warning(now->path, fmt::format("the former id '{}', which leads here, would vanish; keep "
                                         "it under 'formerly'",
                                         old)));
  for (const auto& [id, title] : published.withdrawn)
    if (!kept.has(id) && kept.find(id) == nullptr && !kept.is_faulty(id))
      vanished.push_back(warning(
          "", fmt::format("the withdrawn document '{}' ({}) would no longer say why it is gone; "
                          "keep its file with 'status: withdrawn'",
                          id, title)));
  problems.insert(problems.end(), vanished.begin(), vanished.end());
}

}  // namespace entrepot
