#include "indexer/progress.h"

#include <doctest/doctest.h>

using namespace entrepot;
using namespace std::chrono_literals;

TEST_CASE("progress tells how far, how fast and how long still") {
  CHECK(progress_line("Reading", 1200, 5000, 3s) ==
        "Reading 1,200 of 5,000 documents, 400 a second, 10 s left");
  CHECK(progress_line("Indexing", 100, 100'000, 2s) ==
        "Indexing 100 of 100,000 documents, 50 a second, 34 min left");
}

TEST_CASE("before there is anything to judge by, progress promises nothing") {
  CHECK(progress_line("Reading", 0, 5, 0s) == "Reading 0 of 5 documents");
  CHECK(progress_line("Reading", 5, 5, 100ms) == "Reading 5 of 5 documents");
}

TEST_CASE("at the end there is nothing left") {
  CHECK(progress_line("Reading", 10, 10, 2s) == "Reading 10 of 10 documents, 5 a second");
}
