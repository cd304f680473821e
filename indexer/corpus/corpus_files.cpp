#include "indexer/corpus/corpus_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include "indexer/front_matter/value_reader.h"
#include "model/error.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

namespace fs = std::filesystem;

constexpr std::array kFolders{
    std::pair<std::string_view, std::string_view>{"case-studies", "case-study"},
    std::pair<std::string_view, std::string_view>{"mission-reports", "mission-report"},
    std::pair<std::string_view, std::string_view>{"workshop-conclusions", "workshop-conclusions"},
};
constexpr std::string_view kWhere = "case-studies/, mission-reports/ or workshop-conclusions/";

std::string_view type_of(const std::string& folder) {
  for (const auto& [name, type] : kFolders)
    if (name == folder) return type;
  return {};
}

/// An id that resembles a file's name, for a hint. Empty if nothing of it can stay.
std::string id_like(const std::string& stem) {
  if (find_invalid_utf8(stem)) return {};
  std::string id;
  for (const char c : to_anchor(fold_accents(stem)))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && !id.empty())) id += c;
  return is_document_id(id) ? id : std::string();
}

/// Walks one corpus. Paths are visited in byte order, so that equal corpora give equal messages.
class Finder {
 public:
  Finder(fs::path root, Diagnostics& problems) : root_(std::move(root)), problems_(problems) {}

  void visit(const fs::path& folder, const std::string& shown) {
    std::error_code error;
    // By name alone: whole paths are compared part by part, which takes longer than all the rest.
    std::vector<std::pair<std::string, fs::directory_entry>> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      entries.emplace_back(it->path().filename().string(), *it);
    if (error) return report(shown, fmt::format("cannot be read: {}", error.message()));
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [name, entry] : entries)
      if (!name.starts_with('.')) visit_entry(entry, shown.empty() ? name : shown + "/" + name);
  }

  [[nodiscard]] std::vector<CorpusFile> take() { return std::move(files_); }

 private:
  void report(const std::string& shown, std::string message, Severity severity = Severity::Error) {
    problems_.push_back(
        {.where = {.file = shown}, .severity = severity, .message = std::move(message)});
  }

  void visit_entry(const fs::directory_entry& entry, const std::string& shown) {
    std::error_code error;
    const bool is_folder = entry.is_directory(error);
    if (entry.is_symlink(error) && !check_link(entry.path(), is_folder, shown)) return;
    if (is_folder) {
      if (shown != "vocabulary") visit(entry.path(), shown);
    } else {
      visit_file(entry.path(), shown);
    }
  }

  /// @return whether a symbolic link may be read on.
  bool check_link(const fs::path& link, bool is_folder, const std::string& shown) {
    std::error_code error;
    const fs::path target = fs::canonical(link, error);
    if (error) {
      report(shown, fmt::format("is a link that leads nowhere ({}); remove it", error.message()));
      return false;
    }
    if (std::mismatch(root_.begin(), root_.end(), target.begin(), target.end()).first !=
        root_.end()) {
      report(shown, "is a link out of the corpus; put the file itself here");
      return false;
    }
    if (is_folder)
      report(shown, "is a link to a folder, which is not followed; remove it", Severity::Warning);
    return !is_folder;
  }

  void visit_file(const fs::path& path, const std::string& shown) {
    const std::string name = path.filename().string();
    if (name == "README.md" || name == "TEMPLATE.md") return;
    const std::string folder = shown.substr(0, shown.rfind('/') + 1);
    const std::string_view type =
        folder.empty() ? std::string_view() : type_of(folder.substr(0, folder.size() - 1));
    if (path.extension() != ".md") {
      if (!type.empty())
        report(shown, "is not read; the names of documents end in '.md'", Severity::Warning);
      return;
    }
    CorpusFile file{

        .path = path.string(),
        .shown_as = shown,
        .id = path.stem().string(),
        .type = std::string(type)};
    if (type.empty())
      report(shown, fmt::format("lies in no document folder; move it to {}", kWhere));
    check_id(file);
    files_.push_back(std::move(file));
  }

  void check_id(const CorpusFile& file) {
    if (!is_document_id(file.id)) {
      const std::string like = id_like(file.id);
      report(file.shown_as,
             fmt::format("'{}' cannot name a document; {}3 to 80 of a-z, 0-9 and hyphens", file.id,
                         like.empty() ? "write " : fmt::format("rename it to '{}.md', ", like)));
    }
    const auto [first, is_new] = paths_.emplace(file.id, file.shown_as);
    if (!is_new)
      report(file.shown_as, fmt::format("'{}' is the id of {} already; rename one of them", file.id,
                                        first->second));
  }

  fs::path root_;
  Diagnostics& problems_;
  std::vector<CorpusFile> files_{};
  std::map<std::string, std::string> paths_{};  ///< By id.
};

}  // namespace

std::string corpus_path(std::string_view type, std::string_view id) {
  for (const auto& [name, one] : kFolders)
    if (one == type) return fmt::format("{}/{}.md", name, id);
  return {};
}

std::vector<CorpusFile> find_corpus_files(const fs::path& folder, Diagnostics& problems) {
  std::error_code error;
  const fs::path root = fs::canonical(folder, error);
  if (error)
    throw Error(fmt::format("cannot read the corpus '{}': {}", folder.string(), error.message()),
                "name the folder that holds case-studies/, mission-reports/ and vocabulary/");
  fs::directory_iterator readable(root, error);
  if (error)
    throw Error(fmt::format("cannot read the corpus '{}': {}", folder.string(), error.message()),
                "name a folder that you may read");
  Finder finder(root, problems);
  finder.visit(root, "");
  return finder.take();
}

}  // namespace entrepot
