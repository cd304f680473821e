#include "indexer/body/pipe_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace entrepot {
namespace {

/// The cells' texts.
std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> out;
  for (const TableCell& cell : split_row(row))
    out.push_back(row.substr(cell.begin, cell.end - cell.begin));
  return out;
}

using Row = std::vector<std::string>;

}  // namespace

TEST_CASE("bars divide a row, at its ends they need not stand") {
  CHECK(cells("| a | b c |") == Row{"a", "b c"});
  CHECK(cells("a|b") == Row{"a", "b"});
  CHECK(cells("  |a |\tb|  ") == Row{"a", "b"});
  CHECK(cells("| a | |") == Row{"a", ""});
  CHECK(cells("| | a") == Row{"", "a"});
  CHECK(cells("a") == Row{"a"});
  CHECK(cells("|") == Row{""});
  CHECK(cells("") == Row{""});
}

TEST_CASE("a bar after a backslash is text, even in code") {
  CHECK(cells(R"(| a \| b | `c \| d` |)") == Row{R"(a \| b)", R"(`c \| d`)"});
  CHECK(cells(R"(\|a|b\|)") == Row{R"(\|a)", R"(b\|)"});
  std::vector<std::size_t> dropped;
  CHECK(unescape_cell(R"(a \| b \\ \|)", dropped) == R"(a | b \\ |)");
  CHECK(dropped == std::vector<std::size_t>{2, 9});
}

TEST_CASE("the line below a head says how columns are aligned; other lines are no such line") {
  using enum Alignment;
  CHECK(parse_table_rule("| --- | :-- | --: | :-: |") ==
        std::vector<Alignment>{None, Start, End, Center});
  CHECK(parse_table_rule("-|-") == std::vector<Alignment>{None, None});
  CHECK(parse_table_rule("|-|") == std::vector<Alignment>{None});
  for (const char* line :
       {"---", ":-:", "| a |", "|", "||", "| : |", "|- -|", "|::-|", "|-|x", ""}) {
    CAPTURE(line);
    CHECK_FALSE(parse_table_rule(line));
  }
}

}  // namespace entrepot
