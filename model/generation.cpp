#include "model/generation.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/index_schema.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

using nlohmann::json;
constexpr std::string_view kPrefix = "gen-";
constexpr int kLargestSchema = 1'000'000;
constexpr const char* kSeal = "seal";

json to_value(const Manifest::Content& content) {
  json withdrawn = json::object();
  for (const auto& [id, stone] : content.withdrawn)
    withdrawn[id] = {{"title", stone.title},
                     {"reason", stone.reason},
                     {"replacement", stone.replacement},
                     {"language", stone.language}};
  return {{"schema", content.schema},
          {"analysis", content.analysis},
          {"vocabulary", content.vocabulary},
          {"corpus", content.corpus},
          {"documents", content.documents},
          {"passages", content.passages},
          {"languages", content.languages},
          {"moved", content.moved},
          {"withdrawn", withdrawn}};
}

[[noreturn]] void throw_damaged(const std::string& why) {
  throw Error(fmt::format("the index's manifest cannot be read: {}", why),
              "build the index again: entrepot-index build CORPUS DATA");
}

/// nlohmann's own conversion turns 3.9 into 3 and -1 into 18446744073709551615.
std::uint64_t number(const json& value, std::uint64_t least = 0,
                     std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
  if (!value.is_number_unsigned()) throw_damaged("a number from 0 on is missing");
  const auto found = value.get<std::uint64_t>();
  if (found < least || found > most) throw_damaged(fmt::format("{} is out of range", found));
  return found;
}

void require_seal(const json& manifest) {
  json rest = manifest;
  rest.erase(kSeal);
  if (manifest.at(kSeal) != sha256_hex(rest.dump())) throw_damaged("it is not as it was built");
}

const json::object_t& object(const json& value) {
  if (!value.is_object()) throw_damaged("an object is missing");
  return value.get_ref<const json::object_t&>();
}

}  // namespace

std::string generation_folder(std::uint64_t number) {
  return fmt::format("{}{:06}", kPrefix, number);
}

std::uint64_t generation_number(std::string_view folder) {
  if (!folder.starts_with(kPrefix)) return 0;
  std::uint64_t number = 0;
  const char* const end = folder.data() + folder.size();
  const auto [rest, failure] = std::from_chars(folder.data() + kPrefix.size(), end, number);
  return failure == std::errc{} && rest == end && generation_folder(number) == folder ? number : 0;
}

std::string to_json(const Manifest& manifest) {
  json files = json::object();
  for (const auto& [path, file] : manifest.build.files)
    files[path] = {{"bytes", file.bytes}, {"sha256", file.sha256}, {"ends", file.ends}};
  json out = {{"content", to_value(manifest.content)},
              {"build",
               {{"time", manifest.build.time},
                {"uuid", manifest.build.uuid},
                {"version", manifest.build.version},
                {"program", manifest.build.program},
                {"compact_bytes", manifest.build.compact_bytes},
                {"files", files}}}};
  out[kSeal] = sha256_hex(out.dump());
  return out.dump(2) + "\n";
}

Manifest parse_manifest(std::string_view text) {
  try {
    const json in = json::parse(text);
    Manifest out;
    const json& content = in.at("content");
    out.content.schema = static_cast<int>(number(content.at("schema"), 1, kLargestSchema));
    // What another schema keeps is not ours to read; which it is must be told.
    if (out.content.schema != kSchemaVersion) return out;
    require_seal(in);
    content.at("analysis").get_to(out.content.analysis);
    content.at("vocabulary").get_to(out.content.vocabulary);
    content.at("corpus").get_to(out.content.corpus);
    out.content.documents = number(content.at("documents"));
    out.content.passages = number(content.at("passages"));
    for (const auto& [language, count] : object(content.at("languages")))
      out.content.languages[language] = number(count);
    content.at("moved").get_to(out.content.moved);
    for (const auto& [id, stone] : object(content.at("withdrawn")))
      out.content.withdrawn[id] = {.title = stone.at("title").get<std::string>(),
                                   .reason = stone.at("reason").get<std::string>(),
                                   .replacement = stone.at("replacement").get<std::string>(),
                                   .language = stone.at("language").get<std::string>()};
    const json& build = in.at("build");
    build.at("time").get_to(out.build.time);
    build.at("uuid").get_to(out.build.uuid);
    build.at("version").get_to(out.build.version);
    build.at("program").get_to(out.build.program);
    out.build.compact_bytes = number(build.at("compact_bytes"));
    for (const auto& [path, file] : object(build.at("files")))
      out.build.files[path] = {.bytes = number(file.at("bytes")),
                               .sha256 = file.at("sha256").get<std::string>(),
                               .ends = file.at("ends").get<std::string>()};
    return out;
  } catch (const json::exception& failure) {
    throw_damaged(failure.what());
  }
}

std::string content_hash(const Manifest& manifest) {
  return sha256_hex(to_value(manifest.content).dump());
}

}  // namespace entrepot
