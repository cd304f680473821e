#include "model/generation.h"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/sha256.h"

namespace entrepot {
namespace {

using nlohmann::json;
constexpr std::string_view kPrefix = "gen-";

json to_value(const Manifest::Content& content) {
  json withdrawn = json::object();
  for (const auto& [id, stone] : content.withdrawn)
    withdrawn[id] = {
        {"title", stone.title}, {"reason", stone.reason}, {"replacement", stone.replacement}};
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
    files[path] = {{"bytes", file.bytes}, {"sha256", file.sha256}};
  const json out = {{"content", to_value(manifest.content)},
                    {"build",
                     {{"time", manifest.build.time},
                      {"uuid", manifest.build.uuid},
                      {"version", manifest.build.version},
                      {"files", files}}}};
  return out.dump(2) + "\n";
}

Manifest parse_manifest(std::string_view text) {
  try {
    const json in = json::parse(text);
    const json& content = in.at("content");
    Manifest out;
    content.at("schema").get_to(out.content.schema);
    // Another schema may have other members: what it is must be told before they are missed.
    if (out.content.schema < 1) throw Error("this is not an Entrepot manifest");
    out.content.analysis = content.value("analysis", "");
    out.content.vocabulary = content.value("vocabulary", "");
    out.content.corpus = content.value("corpus", "");
    out.content.documents = content.value("documents", std::uint64_t{0});
    out.content.passages = content.value("passages", std::uint64_t{0});
    out.content.languages = content.value("languages", std::map<std::string, std::uint64_t>{});
    out.content.moved = content.value("moved", std::map<std::string, std::string>{});
    for (const auto& [id, stone] : content.value("withdrawn", json::object()).items())
      out.content.withdrawn[id] = {.title = stone.value("title", ""),
                                   .reason = stone.value("reason", ""),
                                   .replacement = stone.value("replacement", "")};
    const json build = in.value("build", json::object());
    out.build.time = build.value("time", "");
    out.build.uuid = build.value("uuid", "");
    out.build.version = build.value("version", "");
    for (const auto& [path, file] : build.value("files", json::object()).items())
      out.build.files[path] = {.bytes = file.at("bytes").get<std::uint64_t>(),
                               .sha256 = file.at("sha256").get<std::string>()};
    return out;
  } catch (const json::exception& failure) {
    throw Error(fmt::format("the manifest cannot be read ({})", failure.what()),
                "build the index again: entrepot-index build CORPUS DATA");
  }
}

std::string content_hash(const Manifest& manifest) {
  return sha256_hex(to_value(manifest.content).dump());
}

}  // namespace entrepot
