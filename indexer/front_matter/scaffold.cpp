#include "indexer/front_matter/scaffold.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "indexer/front_matter/key_form.h"
#include "model/text/unicode.h"

namespace entrepot {
namespace {

constexpr std::size_t kMostIdBytes = 60;  // of 80: whoever wants another word still has room

/// A section of a record and the anchor by which every document has it.
struct SectionPlan {
  std::string_view kind, anchor;
};
constexpr SectionPlan kContext{"context", "context"}, kObjectives{"objective", "objectives"},
    kChallenges{"challenge", "challenges"}, kMethods{"method", "methods"},
    kOutcomes{"outcome", "outcomes"}, kLessons{"lesson", "lessons"},
    kConclusions{"conclusion", "conclusions"},
    kRecommendations{"recommendation", "recommendations"}, kNextSteps{"next-step", "next-steps"};

/// The sections that a record of a type usually has, in order.
const std::vector<SectionPlan>& sections_of(const std::string& type) {
  static const std::map<std::string, std::vector<SectionPlan>> kSections{
      {"case-study", {kContext, kChallenges, kMethods, kOutcomes, kLessons}},
      {"mission-report",
       {kContext, kObjectives, kMethods, kOutcomes, kRecommendations, kNextSteps}},
      {"workshop-conclusions",
       {kContext, kObjectives, kOutcomes, kConclusions, kRecommendations, kNextSteps}}};
  static const std::vector<SectionPlan> kNone;
  const auto found = kSections.find(type);
  return found == kSections.end() ? kNone : found->second;
}

/// Always in double quotes: whatever a title holds, YAML reads it back.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

class FrontMatter {
 public:
  void add(const std::string& key, const std::string& value) {
    text_ += fmt::format("{}: {}\n", key, value);
  }
  /// A key that its author should fill in, as a remark. @param example empty if lines follow.
  void leave_open(const std::string& key, const std::string& example) {
    text_ +=
        fmt::format("# {}\n# {}:{}{}\n", about_key(key), key, example.empty() ? "" : " ", example);
  }
  void add_line(const std::string& line) { text_ += line + "\n"; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_{};
};

std::string front_matter(const Scaffold& scaffold) {
  FrontMatter out;
  out.add_line(
      "# Lines that begin with # are remarks: take the # and the space away to use one, or "
      "delete it.");
  out.add_line("");
  out.add("title", quoted(scaffold.title));
  if (scaffold.language != "en") {
    out.leave_open("titles", "");
    out.add_line("#   en: The title in English");
  }
  out.leave_open("summary", "Who did what, where, and what came of it.");
  if (scaffold.language != "en") {
    out.leave_open("summaries", "");
    out.add_line("#   en: The summary in English");
  }
  out.add("language", scaffold.language);
  if (scaffold.countries.empty())
    out.leave_open("countries", "[BO]");
  else
    out.add("countries", fmt::format("[{}]", fmt::join(scaffold.countries, ", ")));
  out.leave_open("themes", "[risk-management]");
  out.leave_open("programmes", "[gtfp-1]");
  out.leave_open("organisations", "[wco]");
  if (scaffold.date.empty())
    out.leave_open("date", "2022-02-08/2022-02-09");
  else
    out.add("date", scaffold.date);
  out.add("added", scaffold.added);
  out.add_line("# A draft is not shown to readers: write published when the record is ready.");
  out.add("status", "draft");
  out.leave_open("sources", "");
  for (const char* line :
       {"#   - title: The title of the source", "#     url: https://www.example.org/page",
        "#     publisher: Who published it", "#     language: en", "#     kind: primary"})
    out.add_line(line);
  out.leave_open("derivation", "summary");
  out.leave_open("license", "CC0-1.0");
  out.leave_open("evidence", "self-reported");
  out.leave_open("note", "The exact days are not given.");
  return out.text();
}

}  // namespace

std::string proposed_id(const Scaffold& scaffold) {
  std::string words;
  for (const char c : to_anchor(fold_accents(fold_case(scaffold.title))))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && !words.empty()))
      words += c;
  while (words.ends_with('-')) words.pop_back();
  if (words.empty()) return {};
  std::string id;
  if (!scaffold.countries.empty()) id += fold_case(scaffold.countries.front()) + "-";
  if (!scaffold.date.empty()) id += scaffold.date.substr(0, 4) + "-";
  id += words;
  if (id.size() <= kMostIdBytes) return id;
  const std::size_t cut = id.rfind('-', kMostIdBytes);
  id.resize(cut == std::string::npos ? kMostIdBytes : cut);
  return id;
}

std::string scaffold_record(const Scaffold& scaffold, const Vocabulary& vocabulary) {
  std::string out = fmt::format("---\n{}---\n", front_matter(scaffold));
  for (const SectionPlan& section : sections_of(scaffold.type)) {
    // A vocabulary of somebody's own may do without the kind.
    if (vocabulary.find("kinds", section.kind) == nullptr) continue;
    const std::string heading = vocabulary.label("kinds", section.kind, scaffold.language);
    out += '\n';
    if (to_anchor(heading) != section.anchor)
      out += fmt::format("<!-- passage: id={} -->\n", section.anchor);
    out += fmt::format("## {}\n", heading);
  }
  return out;
}

}  // namespace entrepot
