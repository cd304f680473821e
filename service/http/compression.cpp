#include "service/http/compression.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "model/error.h"

namespace entrepot {
namespace {

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

/// The quality of "gzip;q=0.5" in thousandths; 0 for one that cannot be read.
int quality(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = parameters.find(';');
    const std::string_view one = trim(parameters.substr(0, end));
    if (one.starts_with("q=") || one.starts_with("Q=")) {
      double value = 0;
      const auto [rest, failure] = std::from_chars(one.data() + 2, one.data() + one.size(), value);
      const bool whole = failure == std::errc{} && rest == one.data() + one.size();
      return whole && value >= 0 && value <= 1 ? static_cast<int>(value * 1000) : 0;
    }
    parameters = end == std::string_view::npos ? std::string_view{} : parameters.substr(end + 1);
  }
  return 1000;
}

std::string gzip(std::string_view bytes, int level) {
  z_stream stream{};
  // 15 window bits + 16: a gzip frame around the deflate data
  if (deflateInit2(&stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error("cannot compress an answer: out of memory");
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw Error("cannot compress an answer");
  return out;
}

std::string brotli(std::string_view bytes, int level) {
  std::string out(BrotliEncoderMaxCompressedSize(bytes.size()), '\0');
  std::size_t size = out.size();
  if (BrotliEncoderCompress(level, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                            reinterpret_cast<const uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<uint8_t*>(out.data())) != BROTLI_TRUE)
    throw Error("cannot compress an answer: out of memory");
  out.resize(size);
  return out;
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::Gzip:
      return "gzip";
    case Encoding::Brotli:
      return "br";
    case Encoding::Identity:
      break;
  }
  return "identity";
}

Encoding choose_encoding(std::string_view accept_encoding) {
  int any = 0, gzip_quality = -1, brotli_quality = -1,
      identity_quality = 1;  // thousandths; -1 = not named
  for (std::string_view rest = accept_encoding; !rest.empty();) {
    const std::size_t comma = rest.find(',');
    const std::string_view one = rest.substr(0, comma);
    const std::size_t semicolon = one.find(';');
    const std::string_view name = trim(one.substr(0, semicolon));
    const int value =
        semicolon == std::string_view::npos ? 1000 : quality(one.substr(semicolon + 1));
    if (name == "*") any = value;
    if (same_word(name, "gzip") || same_word(name, "x-gzip")) gzip_quality = value;
    if (same_word(name, "br")) brotli_quality = value;
    if (same_word(name, "identity")) identity_quality = value;
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
  }
  if (gzip_quality < 0) gzip_quality = any;
  if (brotli_quality < 0) brotli_quality = any;
  if (brotli_quality > 0 && brotli_quality >= gzip_quality && brotli_quality >= identity_quality)
    return Encoding::Brotli;
  if (gzip_quality > 0 && gzip_quality >= identity_quality) return Encoding::Gzip;
  return Encoding::Identity;  // even where it is refused: an answer is better than a 406
}

std::string compress(std::string_view bytes, Encoding encoding, Effort effort) {
  switch (encoding) {
    case Encoding::Gzip:
      return gzip(bytes, effort == Effort::Fast ? 5 : 9);
    case Encoding::Brotli:
      return brotli(bytes, effort == Effort::Fast ? 4 : BROTLI_MAX_QUALITY);
    case Encoding::Identity:
      break;
  }
  return std::string(bytes);
}

}  // namespace entrepot
