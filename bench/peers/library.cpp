#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>

#include "service/search/library.h"

namespace {

constexpr std::string_view kHelp =
    R"(Answers questions from the library itself, without HTTP, for bench/peers/run.mjs.

  entrepot-peers-library DATA

Says {} when the index is open, then answers each line of stdin with a line of JSON: ms and cpu (of
the thread that asks) of a page of ten with the counts of five facets and extracts, found, ids and
counts. A line is "any" or "all" (what SearchQuery::match says), "expanded" or "written" (whether
stems, concepts, corrections and translations are searched, too) and the words, parted by spaces.
)";

double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

entrepot::SearchQuery query_of(const std::string& line) {
  std::istringstream in(line);
  std::string match, words, text;
  in >> match >> words;
  std::getline(in >> std::ws, text);
  return {.text = text,
          .match = match == "any" ? entrepot::Match::Any : entrepot::Match::All,
          .expand = words == "expanded",
          .facets = {{"country", "theme", "type", "language", "year"}}};
}

std::string answer(const entrepot::Library& library, const std::string& line) {
  const entrepot::SearchQuery query = query_of(line);
  const double cpu = processor_ms();
  const auto start = std::chrono::steady_clock::now();
  const entrepot::SearchPage page = library.search(query);
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  nlohmann::json out{{"ms", taken.count()}, {"cpu", processor_ms() - cpu}, {"found", page.found}};
  for (const entrepot::Hit& hit : page.hits) out["hits"].push_back(hit.document.id);
  for (const entrepot::FacetCounts& facet : page.facets)
    for (const entrepot::FacetValue& value : facet.values)
      out["facets"][facet.name][value.value] = value.count;
  return out.dump();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view data = argc == 2 ? argv[1] : "";
  if (data.empty() || data.starts_with("-")) {
    fmt::print(data == "--help" ? stdout : stderr, "{}", kHelp);
    return data == "--help" ? 0 : 2;
  }
  try {
    const entrepot::Library library(
        std::filesystem::canonical(std::filesystem::path(data) / "current"),
        {.dictionaries = std::make_shared<const entrepot::Dictionaries>(),
         .translations =
             std::make_shared<const entrepot::Translations>(ENTREPOT_TRANSLATIONS_DIR)});
    std::cout << "{}" << std::endl;
    for (std::string line; std::getline(std::cin, line);)
      std::cout << answer(library, line) << std::endl;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "peers-library: {}\n", failure.what());
    return 3;
  }
  return 0;
}
