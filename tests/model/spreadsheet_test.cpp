#include "model/spreadsheet.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

TEST_CASE("a cell that a spreadsheet would calculate with begins with an apostrophe") {
  for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)"})
    CHECK(csv_cell(text) == "'" + text);
  CHECK(csv_cell("\t=1") == "'\t=1");
  CHECK(csv_cell("\r=1") == "\"'\r=1\"");
  CHECK(tsv_cell("\t=1") == "' =1");
  CHECK(csv_cell("2-1 = 1") == "2-1 = 1");
  CHECK(csv_cell("").empty());
}

TEST_CASE("a cell stands in quotes where its comma, quote or line end would part it") {
  CHECK(csv_cell("a, b") == "\"a, b\"");
  CHECK(csv_cell("a \"b\"") == "\"a \"\"b\"\"\"");
  CHECK(csv_cell("a\nb") == "\"a\nb\"");
  CHECK(tsv_cell("a\tb\r\nc") == "a b  c");
}
