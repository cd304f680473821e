#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "indexer/body/markdown.h"
#include "tests/golden.h"
#include "tests/indexer/body/markdown_fixture.h"

namespace entrepot {
namespace {

std::string_view name(KindOrigin origin) {
  switch (origin) {
    case KindOrigin::None:
      return "none";
    case KindOrigin::Comment:
      return "comment";
    case KindOrigin::Heading:
      return "heading";
    case KindOrigin::Plural:
      return "plural";
  }
  return "";
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '\n' ? std::string("\\n") : std::string(1, c);
  return out + "\"";
}

std::string tags_line(const Tags& tags) {
  std::string out;
  const auto add = [&](std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) out += fmt::format(" {}={}", key, fmt::join(values, ","));
  };
  add("countries", tags.countries);
  add("regions", tags.regions);
  add("themes", tags.themes);
  add("programmes", tags.programmes);
  add("organisations", tags.organisations);
  add("measures", tags.measures);
  return out;
}

std::string show(const MarkdownText& text, const Diagnostics& problems) {
  std::string out;
  for (const Diagnostic& problem : problems) out += to_string(problem) + "\n";
  for (const Section& section : text.sections) {
    out += fmt::format("SECTION {} level={} kind={} title={}\n", section.anchor, section.level,
                       section.kind, in_quotes(section.title_html));
    if (!section.former_anchors.empty())
      out += fmt::format("was {}\n", fmt::join(section.former_anchors, ","));
    out += section.html;
  }
  for (const Passage& passage : text.passages) {
    out += fmt::format("PASSAGE {} {} kind={}/{}{} in {}\n", passage.position, passage.anchor,
                       passage.kind, name(passage.origin), tags_line(passage.tags),
                       in_quotes(fmt::format("{}", fmt::join(passage.heading_path, " > "))));
    if (!passage.former_anchors.empty())
      out += fmt::format("was {}\n", fmt::join(passage.former_anchors, ","));
    out += passage.text;
  }
  for (const InternalLink& link : text.links)
    out += fmt::format("LINK {}#{} at {}:{}\n", link.document, link.anchor, link.where.line,
                       link.where.column);
  return out;
}

}  // namespace

TEST_CASE("bodies become the sections, passages, links and messages of tests/golden/markdown") {
  const Vocabulary vocabulary = testing::small_vocabulary();
  testing::check_golden_files("markdown", [&](const std::string& body) {
    Diagnostics problems;
    const MarkdownText text = parse_markdown(
        body, {.file = "a.md", .first_line = 11, .title = "The title"}, vocabulary, problems);
    return show(text, problems);
  });
}

}  // namespace entrepot
