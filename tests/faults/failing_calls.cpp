// Loaded before a program (LD_PRELOAD), fails one of its system calls on files below a folder, to
// see what it makes of that.
//
//   FAULT_CALL   open, write, fsync, syncfs, rename or mmap
//   FAULT_AT     the how many-th such call fails, from 1
//   FAULT_ERRNO  with what: 28 is a full disk, 5 one that is broken, 30 one that cannot be written
//   FAULT_FOLDER below which folder
//   FAULT_ON     set: every call from then on fails, too
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <atomic>

namespace {

constexpr int kMostDescriptors = 65'536;
std::array<std::atomic<bool>, kMostDescriptors> watched;  // opened below the folder
std::atomic<long> calls{0};

const char* setting(const char* name) {
  const char* const value = getenv(name);
  return value == nullptr ? "" : value;
}

bool is_below(const char* path) {
  // Nothing here has a destructor: files are opened after those of the program, too.
  static const char* const folder = setting("FAULT_FOLDER");
  static const size_t length = strlen(folder);
  return length > 0 && path != nullptr && strncmp(path, folder, length) == 0;
}

bool is_watched(int descriptor) {
  return descriptor >= 0 && descriptor < kMostDescriptors && watched[descriptor];
}

void watch(int descriptor, bool is_ours) {
  if (descriptor >= 0 && descriptor < kMostDescriptors) watched[descriptor] = is_ours;
}

/// Whether this call fails, which sets errno.
bool fails(const char* call) {
  static const char* const wanted = setting("FAULT_CALL");
  static const long at = atol(setting("FAULT_AT"));
  static const bool on = *setting("FAULT_ON") != '\0';
  if (strcmp(wanted, call) != 0) return false;
  const long number = ++calls;
  if (number != at && !(on && number > at)) return false;
  errno = atoi(setting("FAULT_ERRNO"));
  return true;
}

template <typename Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

template <typename Open>
int open_watched(const char* path, const Open& open_it) {
  const bool is_ours = is_below(path);
  if (is_ours && fails("open")) return -1;
  const int descriptor = open_it();
  watch(descriptor, is_ours);
  return descriptor;
}

FILE* open_stream(const char* name, const char* path, const char* mode) {
  using Function = FILE* (*)(const char*, const char*);
  const bool is_ours = is_below(path);
  if (is_ours && fails("open")) return nullptr;
  FILE* const stream = real<Function>(name)(path, mode);
  if (stream != nullptr) watch(fileno(stream), is_ours);
  return stream;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  static const auto call = real<int (*)(const char*, int, mode_t)>("open");
  return open_watched(path, [&] { return call(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  static const auto call = real<int (*)(const char*, int, mode_t)>("open64");
  return open_watched(path, [&] { return call(path, flags, mode); });
}

int __open_2(const char* path, int flags) {
  static const auto call = real<int (*)(const char*, int)>("__open_2");
  return open_watched(path, [&] { return call(path, flags); });
}

int __open64_2(const char* path, int flags) {
  static const auto call = real<int (*)(const char*, int)>("__open64_2");
  return open_watched(path, [&] { return call(path, flags); });
}

FILE* fopen(const char* path, const char* mode) { return open_stream("fopen", path, mode); }
FILE* fopen64(const char* path, const char* mode) { return open_stream("fopen64", path, mode); }

int close(int descriptor) {
  static const auto call = real<int (*)(int)>("close");
  watch(descriptor, false);
  return call(descriptor);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
  if (is_watched(descriptor) && fails("write")) return -1;
  return call(descriptor, bytes, size);
}

ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  static const auto call = real<ssize_t (*)(int, const struct iovec*, int)>("writev");
  if (is_watched(descriptor) && fails("write")) return -1;
  return call(descriptor, parts, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t place) {
  static const auto call = real<ssize_t (*)(int, const void*, size_t, off_t)>("pwrite");
  if (is_watched(descriptor) && fails("write")) return -1;
  return call(descriptor, bytes, size, place);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t place) {
  static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
  if (is_watched(descriptor) && fails("write")) return -1;
  return call(descriptor, bytes, size, place);
}

int fsync(int descriptor) {
  static const auto call = real<int (*)(int)>("fsync");
  if (is_watched(descriptor) && fails("fsync")) return -1;
  return call(descriptor);
}

int syncfs(int descriptor) {
  static const auto call = real<int (*)(int)>("syncfs");
  if (is_watched(descriptor) && fails("syncfs")) return -1;
  return call(descriptor);
}

int rename(const char* from, const char* to) {
  static const auto call = real<int (*)(const char*, const char*)>("rename");
  if (is_below(to) && fails("rename")) return -1;
  return call(from, to);
}

void* mmap(void* place, size_t size, int protection, int flags, int descriptor, off_t from) {
  static const auto call = real<void* (*)(void*, size_t, int, int, int, off_t)>("mmap");
  if (is_watched(descriptor) && fails("mmap")) return MAP_FAILED;
  return call(place, size, protection, flags, descriptor, from);
}

}  // extern "C"
