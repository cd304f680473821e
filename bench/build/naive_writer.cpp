// What an index costs whoever writes it as Xapian's guide begins: one writer, one document after
// the other. The measure that entrepot-index build is held to, by bench/build/run.mjs.

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view kHelp =
    R"(Writes the two databases of an index as a program does that takes no care, and measures programs.

  naive_writer dump GENERATION FILE   take an index apart: every entry's terms, positions, values, data
  naive_writer write FILE FOLDER      write FOLDER/documents and FOLDER/passages from it: one
                                      WritableDatabase each, add_document(), Xapian's own flush
                                      threshold, commit(), no compaction
  naive_writer measure CMD ARGS...    run a program; print {"wall", "cpu", "rss"} in seconds and bytes
                                      of its largest process as the last line of stdout

What `write` takes is Xapian's own time: FILE is read as a plain stream and nothing is analysed.
bench/build/run.mjs does all of it in turn.
)";

/// Numbers and texts in one stream, of any length.
class Writer {
 public:
  explicit Writer(const std::string& path) : out_(path, std::ios::binary) {}
  void number(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) out_.put(static_cast<char>((value & 0x7FU) | 0x80U));
    out_.put(static_cast<char>(value));
  }
  void text(const std::string& value) {
    number(value.size());
    out_.write(value.data(), static_cast<std::streamsize>(value.size()));
  }
  void close() {
    out_.close();
    if (!out_) throw std::runtime_error("the file cannot be written");
  }

 private:
  std::ofstream out_;
};

class Reader {
 public:
  explicit Reader(const std::string& path) : in_(path, std::ios::binary) {
    if (!in_) throw std::runtime_error("the file cannot be read");
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7U) {
      const int byte = in_.get();
      if (byte < 0 || shift > 63U) throw std::runtime_error("the file ends too early");
      value |= (static_cast<std::uint64_t>(byte) & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
  }
  const std::string& text() {
    text_.resize(number());
    in_.read(text_.data(), static_cast<std::streamsize>(text_.size()));
    return text_;
  }

 private:
  std::ifstream in_;
  std::string text_{};
};

void dump_database(const std::string& path, Writer& out) {
  const Xapian::Database database(path);
  out.number(database.get_doccount());
  for (auto id = database.postlist_begin(""); id != database.postlist_end(""); ++id) {
    const Xapian::Document entry = database.get_document(*id);
    out.text(entry.get_data());
    out.number(entry.values_count());
    for (auto value = entry.values_begin(); value != entry.values_end(); ++value) {
      out.number(value.get_valueno());
      out.text(*value);
    }
    out.number(entry.termlist_count());
    for (auto term = entry.termlist_begin(); term != entry.termlist_end(); ++term) {
      out.text(*term);
      out.number(term.get_wdf());
      out.number(term.positionlist_count());
      Xapian::termpos last = 0;
      for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at) {
        out.number(*at - last);
        last = *at;
      }
    }
  }
}

void write_database(Reader& in, const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
  for (std::uint64_t left = in.number(); left > 0; --left) {
    Xapian::Document entry;
    entry.set_data(in.text());
    for (std::uint64_t values = in.number(); values > 0; --values) {
      const auto slot = static_cast<Xapian::valueno>(in.number());
      entry.add_value(slot, in.text());
    }
    for (std::uint64_t terms = in.number(); terms > 0; --terms) {
      const std::string term = in.text();
      const auto frequency = static_cast<Xapian::termcount>(in.number());
      entry.add_term(term, frequency);
      Xapian::termpos at = 0;
      for (std::uint64_t positions = in.number(); positions > 0; --positions) {
        at += static_cast<Xapian::termpos>(in.number());
        entry.add_posting(term, at, 0);
      }
    }
    database.add_document(entry);
  }
  database.commit();
}

int measure(char** command) {
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    ::execvp(command[0], command);
    ::_exit(127);
  }
  int status = 0;
  struct rusage usage {};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child)
    throw std::runtime_error("the program cannot be run");
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  fmt::print("{{\"wall\": {:.3f}, \"cpu\": {:.3f}, \"rss\": {}}}\n", wall.count(),
             seconds(usage.ru_utime) + seconds(usage.ru_stime), usage.ru_maxrss * 1024L);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int run(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "--help";
  if (verb == "dump" && argc == 4) {
    Writer out(argv[3]);
    for (const char* const name : {"documents", "passages"})
      dump_database(std::string(argv[2]) + "/" + name, out);
    out.close();
  } else if (verb == "write" && argc == 4) {
    Reader in(argv[2]);
    for (const char* const name : {"documents", "passages"})
      write_database(in, std::string(argv[3]) + "/" + name);
  } else if (verb == "measure" && argc > 2) {
    return measure(argv + 2);
  } else {
    fmt::print("{}", kHelp);
    return verb == "--help" || verb == "-h" ? 0 : 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Xapian::Error& failure) {
    fmt::print(stderr, "naive_writer: {}\n", failure.get_description());
  } catch (const std::exception& failure) {
    fmt::print(stderr, "naive_writer: {}\n", failure.what());
  }
  return 3;
}
