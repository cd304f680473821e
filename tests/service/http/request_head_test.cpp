#include "service/http/request_head.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace entrepot;
using State = RequestHead::State;

namespace {

State look_at(const std::string& bytes) { return RequestHead().look(bytes); }

}  // namespace

TEST_CASE("a head ends with its first empty line, and what follows is not of it") {
  RequestHead head;
  const std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  CHECK(head.look(bytes + "GET /next") == State::Complete);
  CHECK(head.bytes() == bytes.size());
}

TEST_CASE("empty lines before a request are passed over, as clients send them after a body") {
  RequestHead head;
  CHECK(head.look("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == State::Complete);
  CHECK(head.bytes() == 31);
}

TEST_CASE("what two parsers can read in two ways is no head") {
  for (const std::string fields :
       {"Host: a\n\r\n", "Host : a\r\n\r\n", "Host: a\r\n folded\r\n\r\n", ": a\r\n\r\n",
        "Host\r\n\r\n", "A: b\rc\r\n\r\n", " Host: a\r\n\r\n"})
    CHECK(look_at("GET / HTTP/1.1\r\n" + fields) == State::Malformed);
  CHECK(look_at("GET / HTTP/1.1\n\n") == State::Malformed);
  CHECK(look_at(std::string("GET /\0 HTTP/1.1\r\n\r\n", 19)) == State::Malformed);
}

TEST_CASE("a head is refused as soon as it is too long, without waiting for the end of a line") {
  const std::string first = "GET / HTTP/1.1\r\n";
  CHECK(look_at("GET /" + std::string(8192, 'a')) == State::FirstLineTooLong);
  CHECK(look_at("GET /" + std::string(8000, 'a')) == State::Incomplete);
  CHECK(look_at(first + "A: " + std::string(8192, 'a')) == State::TooLarge);
  std::string fields = first;
  for (int i = 0; i < 100; ++i) fields += "A: b\r\n";
  CHECK(look_at(fields + "\r\n") == State::Complete);
  CHECK(look_at(fields + "A: b\r\n") == State::TooLarge);
  std::string large = first;
  while (large.size() <= 16 * 1024) large += "A: " + std::string(4000, 'b') + "\r\n";
  CHECK(look_at(large) == State::TooLarge);
}

TEST_CASE("a head is judged the same however its bytes come") {
  const std::vector<std::string> heads{"GET / HTTP/1.1\r\nHost: a\r\nB: c\r\n\r\nGET",
                                       "\r\nGET / HTTP/1.0\r\n\r\n",
                                       "GET / HTTP/1.1\r\nA\r\n\r\n",
                                       "GET / HTTP/1.1\r\nHost: a\r\nB",
                                       "GET / HTTP/1.1\nA: b\r\n\r\n",
                                       "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n\r\n"};
  std::mt19937 random(20261128);
  for (const std::string& bytes : heads) {
    RequestHead whole;
    const State expected = whole.look(bytes);
    for (int round = 0; round < 200; ++round) {
      RequestHead head;
      State state = State::Incomplete;
      for (std::size_t size = 0; size < bytes.size() && state == State::Incomplete;) {
        size = std::min(bytes.size(), size + 1 + random() % (round % 7 == 0 ? 2000 : 3));
        state = head.look(std::string_view(bytes).substr(0, size));
      }
      REQUIRE(state == expected);
      if (state == State::Complete) REQUIRE(head.bytes() == whole.bytes());
    }
  }
}
