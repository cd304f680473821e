#include "service/http/answer_cache.h"

#include <functional>
#include <iterator>

namespace entrepot {
namespace {

constexpr std::size_t kLargestShare = 4;   // of a part, that one answer may take
constexpr std::size_t kBesideBytes = 512;  // what keeping any answer costs besides its bytes

std::size_t bytes_of(const std::string& key, const HttpResponse& response) {
  std::size_t bytes = kBesideBytes + key.size() + response.body.size();
  for (const auto& [name, value] : response.headers) bytes += name.size() + value.size();
  return bytes;
}

}  // namespace

AnswerCache::Part& AnswerCache::part_of(const std::string& key) {
  return parts_[std::hash<std::string>{}(key) % kParts];
}

std::shared_ptr<const FinishedAnswer> AnswerCache::find(const std::string& key) {
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  const auto place = part.places.find(key);
  if (place == part.places.end()) {
    ++counters_.misses;
    return nullptr;
  }
  ++counters_.hits;
  part.kept.splice(part.kept.begin(), part.kept, place->second);
  return place->second->answer;
}

void AnswerCache::keep(const std::string& key, FinishedAnswer answer) {
  const std::size_t bytes = bytes_of(key, answer.response);
  if (bytes > most_of_part_ / kLargestShare) return;
  auto kept = std::make_shared<const FinishedAnswer>(std::move(answer));
  std::list<Kept> dropped;  // goes once others need not wait
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  if (const auto known = part.places.find(key); known != part.places.end())
    drop(part, known->second, dropped);
  part.kept.push_front({.key = key, .answer = std::move(kept), .bytes = bytes});
  part.places.emplace(part.kept.front().key, part.kept.begin());
  part.bytes += bytes;
  counters_.bytes += bytes;
  ++counters_.answers;
  while (part.bytes > most_of_part_) {
    drop(part, std::prev(part.kept.end()), dropped);
    ++counters_.dropped;
  }
}

void AnswerCache::drop(Part& part, std::list<Kept>::iterator at, std::list<Kept>& dropped) {
  part.places.erase(at->key);
  part.bytes -= at->bytes;
  counters_.bytes -= at->bytes;
  --counters_.answers;
  dropped.splice(dropped.begin(), part.kept, at);
}

}  // namespace entrepot
