#include "indexer/body/note_label.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace entrepot {

TEST_CASE("a note begins at the beginning of a line, with its label and a colon") {
  CHECK(parse_note_beginning("[^1]: text") == NoteBeginning{.label = "1", .text_begin = 6});
  CHECK(parse_note_beginning("[^ملاحظة]:text")->label == "ملاحظة");
  CHECK(parse_note_beginning("[^a]:  ") == NoteBeginning{.label = "a", .text_begin = 7});
  CHECK(parse_note_beginning("[^a b]: text")->label == "a b");
  for (const char* line : {" [^1]: x", "[^1] : x", "[^1]", "[^]: x", "[^ ]: x", "[^a[b]: x",
                           R"([^a\]: x)", "[1]: x", "[^-->]: x", ""}) {
    CAPTURE(line);
    CHECK_FALSE(parse_note_beginning(line));
  }
  CHECK(parse_note_beginning("[^" + std::string(kMaxLabelBytes, 'x') + "]: x"));
  CHECK_FALSE(parse_note_beginning("[^" + std::string(kMaxLabelBytes + 1, 'x') + "]: x"));
}

TEST_CASE("every label that is written is found, once for each spelling") {
  CHECK(find_labels("a[^b] [^B][^a] `[^b]` [^c\n] [^d e] [^") ==
        std::vector<std::string>{"B", "a", "b", "d e"});
}

TEST_CASE("white space makes a label no good one") {
  CHECK(is_good_label("a-1"));
  CHECK_FALSE(is_good_label("a 1"));
  CHECK_FALSE(is_good_label("a\t1"));
}

}  // namespace entrepot
