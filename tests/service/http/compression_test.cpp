#include "service/http/compression.h"

#include <doctest/doctest.h>

#include <string>

using namespace entrepot;

TEST_CASE("the reader's best encoding is chosen, and a quality of zero is a no") {
  CHECK(choose_encoding("") == Encoding::Identity);
  CHECK(choose_encoding("gzip, deflate, br") == Encoding::Brotli);
  CHECK(choose_encoding("GZIP") == Encoding::Gzip);
  CHECK(choose_encoding("br;q=0, gzip") == Encoding::Gzip);
  CHECK(choose_encoding("br;q=0.2, gzip;q=0.8") == Encoding::Gzip);
  CHECK(choose_encoding("*") == Encoding::Brotli);
  CHECK(choose_encoding("*;q=0") == Encoding::Identity);
  CHECK(choose_encoding("identity, gzip;q=0.5") == Encoding::Identity);
  CHECK(choose_encoding("gzip;q=abc, ;;,,q=") == Encoding::Identity);
}

TEST_CASE("text gets smaller by every encoding but none") {
  const std::string text(10'000, 'a');
  CHECK(compress(text, Encoding::Gzip, Effort::Fast).size() < 200);
  CHECK(compress(text, Encoding::Brotli, Effort::Small).size() < 200);
  CHECK(compress(text, Encoding::Identity, Effort::Fast) == text);
  CHECK_FALSE(compress("", Encoding::Gzip, Effort::Fast).empty());
}
