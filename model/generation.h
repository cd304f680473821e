#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// The layout of a data folder and of one generation in it. Names only: this opens nothing.
///
///   DATA/writer.lock          held by the one program that builds
///   DATA/current              symbolic link to gen-000007, replaced by rename(2)
///   DATA/gen-000007/documents/    Xapian: one entry a document
///   DATA/gen-000007/passages/     Xapian: one entry a passage
///   DATA/gen-000007/vocabulary.json
///   DATA/gen-000007/sources       of the indexer alone: what it was made from, for the next build
///   DATA/gen-000007/manifest.json
///   DATA/gen-000007/lock          held shared by every reader, so that it is not removed under one
namespace entrepot {

inline constexpr std::string_view kCurrentLink = "current";
inline constexpr std::string_view kWriterLock = "writer.lock";
inline constexpr std::string_view kDocumentsFolder = "documents";
inline constexpr std::string_view kPassagesFolder = "passages";
inline constexpr std::string_view kVocabularyFile = "vocabulary.json";
inline constexpr std::string_view kSourcesFile = "sources";
inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kReaderLock = "lock";

/// "gen-000007"
[[nodiscard]] std::string generation_folder(std::uint64_t number);
/// The number of a generation folder's name, or 0 if it is none. Numbers start at 1.
[[nodiscard]] std::uint64_t generation_number(std::string_view folder);

/// What a generation is. `content` is equal for equal corpora whenever and wherever they are built;
/// `build` is not.
struct Manifest {
  /// What is left of a withdrawn document: it is not searched, and its address says why.
  struct Tombstone {
    std::string title{};
    std::string reason{};       ///< The document's `note`.
    std::string replacement{};  ///< Id of the document that supersedes it, or empty.
    std::string language{};     ///< Of title and reason: BCP 47, or empty.
    bool operator==(const Tombstone&) const = default;
  };
  struct Content {
    int schema = 0;            ///< kSchemaVersion of the builder.
    std::string analysis{};    ///< analysis_version() of the builder.
    std::string vocabulary{};  ///< SHA-256 of vocabulary.json.
    std::string corpus{};      ///< SHA-256 over types, ids and files' SHA-256, sorted by id.
    std::uint64_t documents = 0;
    std::uint64_t passages = 0;
    std::map<std::string, std::uint64_t> languages{};  ///< Documents by language subtag.
    std::map<std::string, std::string> moved{};        ///< Former document id -> id.
    std::map<std::string, Tombstone> withdrawn{};      ///< By document id.
    bool operator==(const Content&) const = default;
  };
  struct File {
    std::uint64_t bytes = 0;
    std::string sha256{};  ///< Of its pieces: see hash_of_pieces().
    std::string ends{};    ///< SHA-256 of its first and last block: see CheckDepth::Ends.
    bool operator==(const File&) const = default;
  };
  struct Build {
    std::string time{};  ///< ISO 8601, UTC: "2026-11-23T12:00:00Z".
    std::string uuid{};
    std::string version{};                ///< Of the program.
    std::string program{};                ///< SHA-256 of its file: another may write otherwise.
    std::uint64_t compact_bytes = 0;      ///< Of both databases when they were last compact.
    std::map<std::string, File> files{};  ///< By path within the generation.
    bool operator==(const Build&) const = default;
  };
  Content content{};
  Build build{};
  bool operator==(const Manifest&) const = default;
};

/// Sealed: it holds a hash of the rest, so that no damage to it goes unseen.
[[nodiscard]] std::string to_json(const Manifest& manifest);
/// Of another schema than ours only Content::schema is read, so that it can be named.
/// @throws Error: not a manifest, or not as to_json() wrote it but for white space.
[[nodiscard]] Manifest parse_manifest(std::string_view json);

/// SHA-256 of Manifest::content: the identity of what is served.
[[nodiscard]] std::string content_hash(const Manifest& manifest);

}  // namespace entrepot
