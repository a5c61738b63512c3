// A library to preload (LD_PRELOAD) into the program: it counts the calls that change files, and lets one of them, or
// one allocation, go wrong. README.md in this folder describes its environment variables.
//
// It calls the kernel directly, so that it needs no symbols of the C library for the functions that it replaces. It
// allocates nothing of its own while the program runs.

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <mutex>

extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);
}

namespace {

enum class Deed { none, kill, tear, stop, shorten, fail };

/// What the environment asks for.
struct Orders {
  Deed deed = Deed::none;
  int error = 0;                ///< of Deed::fail
  std::uint64_t at = 0;         ///< number of the call, from 1
  bool from_then = false;       ///< every call from `at` on fails
  char const* every = nullptr;  ///< every call of this name fails
  bool reads = false;           ///< calls that only read are counted too
  std::uint64_t allocation = 0;
  bool allocations_from_then = false;
  char const* count_file = nullptr;
  int log = -1;
};

Orders orders;
std::atomic<bool> armed{false};  ///< between the beginning and the end of main()
std::atomic<std::uint64_t> calls{0};
std::atomic<std::uint64_t> allocations{0};
std::mutex mutex;  ///< protects the log and the table of allocations

constexpr std::size_t most_calls = std::size_t{1} << 18;
char const* names[most_calls];

constexpr int most_files = 1024;
/// What is known of a descriptor: others (the standard streams, devices, pipes) are not counted.
enum class Known : unsigned char { no, read, write };
Known known[most_files];

long in_kernel(long number, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0, long f = 0) {
  return ::syscall(number, a, b, c, d, e, f);
}

long address(void const* pointer) { return reinterpret_cast<long>(pointer); }

Known known_of(int file) { return file > 2 && file < most_files ? known[file] : Known::no; }

bool outside(char const* path) {
  for (char const* const folder : {"/dev/", "/proc/", "/sys/", "/etc/", "/usr/"})
    if (std::strncmp(path, folder, std::strlen(folder)) == 0) return true;
  return false;
}

void end_now() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

/// Appends a line and `size` bytes to the log.
void log(char const* what, char const* first, char const* second, std::int64_t number, void const* data = nullptr,
         std::size_t size = 0) {
  if (orders.log < 0 || !armed) return;
  int const reason = errno;
  std::lock_guard const lock(mutex);
  static char line[10000];
  int const length = std::snprintf(line, sizeof line, "%s\t%s\t%s\t%lld\t%zu\n", what, first, second,
                                   static_cast<long long>(number), size);
  in_kernel(SYS_write, orders.log, address(line), length);
  if (size > 0) in_kernel(SYS_write, orders.log, address(data), static_cast<long>(size));
  errno = reason;
}

/// Text of a descriptor, for the log.
struct Numbered {
  char text[16];
  explicit Numbered(int file) { std::snprintf(text, sizeof text, "%d", file); }
};

/// Counts a call and does what is ordered before it. Returns what is left to do: tear, shorten, fail (errno is set), or
/// none.
Deed before(char const* name) {
  if (!armed) return Deed::none;
  std::uint64_t const number = ++calls;
  if (number <= most_calls) names[number - 1] = name;
  bool const mine = number == orders.at || (orders.from_then && orders.at != 0 && number > orders.at) ||
                    (orders.every != nullptr && std::strcmp(orders.every, name) == 0);
  if (!mine) return Deed::none;
  if (orders.deed == Deed::kill) end_now();
  if (orders.deed == Deed::stop) ::kill(::getpid(), SIGSTOP);
  if (orders.deed == Deed::fail) errno = orders.error;
  return orders.deed == Deed::kill || orders.deed == Deed::stop ? Deed::none : orders.deed;
}

/// Counts a call that is not a write, and makes it unless it has to fail. `call` returns negative with errno set.
template <typename Call>
long counted(char const* name, Call const& call) {
  Deed const deed = before(name);
  if (deed == Deed::fail) return -1;
  long const result = call();
  if (deed == Deed::tear) end_now();
  return result;
}

/// Counts a write of `size` bytes, and makes it, half of it, or none of it. `call` takes the size to write.
template <typename Call>
ssize_t counted_write(char const* name, std::size_t size, Call const& call) {
  Deed const deed = before(name);
  if (deed == Deed::fail) return -1;
  bool const half = deed == Deed::tear || deed == Deed::shorten;
  ssize_t const result = call(half && size > 1 ? size / 2 : size);
  if (deed == Deed::tear) end_now();
  return result;
}

/// Writes the absolute path of `path` under the folder that a descriptor has open.
void full_path(int folder, char const* path, char (&full)[5000]) {
  if (path[0] == '/' || folder == AT_FDCWD) {
    std::snprintf(full, sizeof full, "%s", path);
    return;
  }
  char link[64];
  char place[4000];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  long const size = in_kernel(SYS_readlinkat, AT_FDCWD, address(link), address(place), sizeof place - 1);
  place[std::max(0L, size)] = '\0';
  std::snprintf(full, sizeof full, "%s/%s", place, path);
}

int opened(int folder, char const* path, int flags, unsigned mode) {
  auto const open = [&] { return in_kernel(SYS_openat, folder, address(path), flags, mode); };
  if (!armed || outside(path)) return static_cast<int>(open());
  bool const writes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
  bool const counts = writes || (orders.reads && (flags & O_DIRECTORY) == 0);
  int const file = static_cast<int>(counts ? counted("open", open) : open());
  if (file > 2 && file < most_files) {
    known[file] = writes ? Known::write : Known::read;
    char full[5000];
    full_path(folder, path, full);
    bool const creates = (flags & O_CREAT) != 0;
    bool const empties = (flags & O_TRUNC) != 0;
    log(creates ? (empties ? "create+empty" : "create") : (empties ? "empty" : "open"), full, "", file);
  }
  return file;
}

ssize_t written(char const* name, int file, void const* data, std::size_t size, off_t offset, bool here) {
  auto const write = [&](std::size_t some) {
    return here ? in_kernel(SYS_write, file, address(data), static_cast<long>(some))
                : in_kernel(SYS_pwrite64, file, address(data), static_cast<long>(some), offset);
  };
  if (known_of(file) != Known::write) return write(size);
  off_t const place = here ? in_kernel(SYS_lseek, file, 0, SEEK_CUR) : offset;
  ssize_t const result = counted_write(name, size, write);
  if (result > 0) log("write", Numbered(file).text, "", place, data, static_cast<std::size_t>(result));
  return result;
}

int synced(char const* name, long number, int file) {
  auto const sync = [&] { return in_kernel(number, file); };
  if (known_of(file) == Known::no) return static_cast<int>(sync());
  int const result = static_cast<int>(counted(name, sync));
  if (result == 0) log("sync", Numbered(file).text, "", 0);
  return result;
}

int resized(int file, off_t size) {
  auto const resize = [&] { return in_kernel(SYS_ftruncate, file, size); };
  if (known_of(file) == Known::no) return static_cast<int>(resize());
  int const result = static_cast<int>(counted("ftruncate", resize));
  if (result == 0) log("resize", Numbered(file).text, "", size);
  return result;
}

/// Logs what a copy in the kernel has put at `place` of a file. The descriptor may be for writing only.
void log_copied(int file, off_t place, ssize_t size) {
  if (orders.log < 0 || !armed) return;
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  long const reader = in_kernel(SYS_openat, AT_FDCWD, address(link), O_RDONLY | O_CLOEXEC, 0);
  static char buffer[1 << 16];
  for (ssize_t done = 0; reader >= 0 && done < size;) {
    long const some = std::min(size - done, static_cast<ssize_t>(sizeof buffer));
    long const got = in_kernel(SYS_pread64, reader, address(buffer), some, place + done);
    if (got <= 0) break;
    log("write", Numbered(file).text, "", place + done, buffer, static_cast<std::size_t>(got));
    done += got;
  }
  if (reader >= 0) in_kernel(SYS_close, reader);
}

/// Makes a call on one or two names: "mkdir", "rename". Both names are under `folder` where they are relative.
template <typename Call>
int named(char const* name, int folder, char const* first, char const* second, Call const& call) {
  if (!armed || outside(first)) return static_cast<int>(call());
  char from[5000];
  char to[5000];
  full_path(folder, first, from);
  full_path(folder, second, to);
  int const result = static_cast<int>(counted(name, call));
  if (result == 0) log(name, from, to, 0);
  return result;
}

int renamed(int from_folder, char const* from, int to_folder, char const* to, unsigned flags) {
  return named("rename", from_folder, from, to,
               [&] { return in_kernel(SYS_renameat2, from_folder, address(from), to_folder, address(to), flags); });
}

int unlinked(int folder, char const* path, int flags) {
  return named((flags & AT_REMOVEDIR) != 0 ? "rmdir" : "unlink", folder, path, "",
               [&] { return in_kernel(SYS_unlinkat, folder, address(path), flags); });
}

// Allocations.

/// Where libhdf5 and libhdf5_hl lie in memory. They do not survive that an allocation of their own fails: they read
/// through null pointers, free twice, or call exit().
struct Range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};
Range hdf5[2];
std::size_t hdf5_libraries = 0;

int find_hdf5(dl_phdr_info* library, size_t, void*) {
  if (std::strstr(library->dlpi_name, "libhdf5") == nullptr || hdf5_libraries == std::size(hdf5)) return 0;
  Range& range = hdf5[hdf5_libraries++];
  range.begin = library->dlpi_addr;
  for (int i = 0; i < library->dlpi_phnum; ++i)
    range.end = std::max<std::uintptr_t>(
        range.end, library->dlpi_addr + library->dlpi_phdr[i].p_vaddr + library->dlpi_phdr[i].p_memsz);
  return 0;
}

bool inside_hdf5() {
  void* stack[64];
  int const depth = backtrace(stack, 64);
  return std::any_of(stack, stack + depth, [](void* each) {
    auto const place = reinterpret_cast<std::uintptr_t>(each);
    return std::any_of(std::begin(hdf5), std::end(hdf5),
                       [place](Range const& range) { return place >= range.begin && place < range.end; });
  });
}
/// The allocation that failed was one of HDF5's. A heap that it leaves damaged is found later, by anybody.
std::atomic<bool> failed_inside_hdf5 = false;

/// Told apart from other crashes by an exit code that the program does not have.
constexpr int ended_inside_hdf5 = 98;

void on_crash(int signal) {
  if (inside_hdf5() || (signal == SIGABRT && failed_inside_hdf5)) ::_exit(ended_inside_hdf5);
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

/// Handles crashes on a stack of their own: where libhdf5 cannot start, it reports its errors until the stack is full.
void handle_crashes() {
  static char stack[1 << 16];
  stack_t aside{};
  aside.ss_sp = stack;
  aside.ss_size = sizeof stack;
  ::sigaltstack(&aside, nullptr);
  struct sigaction action {};
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK;
  for (int const signal : {SIGSEGV, SIGABRT, SIGBUS}) ::sigaction(signal, &action, nullptr);
}

constexpr std::size_t most_places = std::size_t{1} << 16;
constexpr int deepest = 32;
std::uint64_t places[most_places];             ///< hashes of call stacks; 0: free
std::uint64_t first_allocations[most_places];  ///< the first allocation of each, in the order found
std::size_t found = 0;
thread_local bool inside = false;  ///< in the shim's own work: its allocations are not counted

/// Notes the number of an allocation whose call stack was not seen before.
void note_stack(std::uint64_t number) {
  void* stack[deepest];
  int const depth = backtrace(stack, deepest);
  std::uint64_t hash = 1469598103934665603u;
  for (int i = 0; i < depth; ++i) hash = (hash ^ reinterpret_cast<std::uintptr_t>(stack[i])) * 1099511628211u;
  hash |= 1;
  std::lock_guard const lock(mutex);
  std::size_t at = (hash >> 20) % most_places;
  while (places[at] != 0 && places[at] != hash) at = (at + 1) % most_places;
  if (places[at] == hash || found + 1 >= most_places) return;
  places[at] = hash;
  first_allocations[found++] = number;
}

/// Returns whether this allocation has to fail.
bool refused() {
  if (!armed || inside) return false;
  std::uint64_t const number = ++allocations;
  if (orders.count_file != nullptr) {
    inside = true;
    note_stack(number);
    inside = false;
  }
  bool const mine = number == orders.allocation ||
                    (orders.allocations_from_then && orders.allocation != 0 && number > orders.allocation);
  if (!mine) return false;
  inside = true;
  if (inside_hdf5()) failed_inside_hdf5 = true;
  inside = false;
  errno = ENOMEM;
  return true;
}

// Orders.

struct ErrorName {
  char const* name;
  int number;
};
constexpr ErrorName errors[] = {{"EIO", EIO},       {"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT},        {"EINTR", EINTR},
                                {"EROFS", EROFS},   {"EACCES", EACCES}, {"ENOLCK", ENOLCK},        {"EMFILE", EMFILE},
                                {"ENOMEM", ENOMEM}, {"EFBIG", EFBIG},   {"EOPNOTSUPP", EOPNOTSUPP}};

/// Reads "N" or "N+".
void read_number(char const* text, std::uint64_t& number, bool& from_then) {
  char* end = nullptr;
  number = std::strtoull(text, &end, 10);
  from_then = *end == '+';
}

/// Reads "kill:12", "ENOSPC:12", "ENOSPC:12+", "ENOLCK:flock".
void read_fault(char const* text) {
  char const* const colon = std::strchr(text, ':');
  if (colon == nullptr) return;
  auto const is = [&](char const* word) {
    return std::strlen(word) == static_cast<std::size_t>(colon - text) &&
           std::strncmp(text, word, std::strlen(word)) == 0;
  };
  if (is("kill")) orders.deed = Deed::kill;
  if (is("tear")) orders.deed = Deed::tear;
  if (is("stop")) orders.deed = Deed::stop;
  if (is("short")) orders.deed = Deed::shorten;
  for (ErrorName const& each : errors) {
    if (!is(each.name)) continue;
    orders.deed = Deed::fail;
    orders.error = each.number;
  }
  if (colon[1] >= 'a' && colon[1] <= 'z')
    orders.every = colon + 1;
  else
    read_number(colon + 1, orders.at, orders.from_then);
}

void read_orders() {
  if (char const* const fault = std::getenv("SILOWALK_FAULT")) read_fault(fault);
  if (char const* const number = std::getenv("SILOWALK_FAULT_ALLOCATION"))
    read_number(number, orders.allocation, orders.allocations_from_then);
  if (orders.allocation != 0) {
    ::dl_iterate_phdr(find_hdf5, nullptr);
    handle_crashes();
  }
  orders.reads = std::getenv("SILOWALK_FAULT_READS") != nullptr;
  orders.count_file = std::getenv("SILOWALK_FAULT_COUNT");
  if (char const* const path = std::getenv("SILOWALK_FAULT_LOG")) {
    long const file = in_kernel(SYS_openat, AT_FDCWD, address(path), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    // Out of the way: the program's own descriptors keep their numbers.
    orders.log = static_cast<int>(in_kernel(SYS_fcntl, file, F_DUPFD_CLOEXEC, 900));
    in_kernel(SYS_close, file);
  }
  if (orders.count_file == nullptr && orders.allocation == 0) return;
  void* stack[2];
  backtrace(stack, 2);  // its first call loads a library
}

/// Writes a line for every call, then one for every call stack of allocations, then their number.
void write_counts() {
  if (orders.count_file == nullptr) return;
  long const file = in_kernel(SYS_openat, AT_FDCWD, address(orders.count_file), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  char line[100];
  auto const put = [&](char const* what, unsigned long long number) {
    int const length = std::snprintf(line, sizeof line, "%s %llu\n", what, number);
    in_kernel(SYS_write, file, address(line), length);
  };
  for (std::uint64_t i = 0; i < std::min<std::uint64_t>(calls, most_calls); ++i) put(names[i], i + 1);
  for (std::size_t i = 0; i < found; ++i) put("allocation", first_allocations[i]);
  put("allocations", allocations);
  in_kernel(SYS_close, file);
}

using Main = int (*)(int, char**, char**);
Main program_main = nullptr;

int main_with_faults(int count, char** words, char** environment) {
  read_orders();
  armed = true;
  int const result = program_main(count, words, environment);
  armed = false;
  write_counts();
  return result;
}

template <typename Function>
Function* next(char const* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// Streams of <cstdio>: the C library writes them by calls of its own, which cannot be replaced. A stream that is opened
// for writing gets functions of ours.

struct Stream {
  std::FILE* stream;
  int file;
};
Stream streams[64];

ssize_t write_stream(void* cookie, char const* data, std::size_t size) {
  int const file = static_cast<Stream*>(cookie)->file;
  std::size_t done = 0;
  while (done < size) {
    ssize_t const some = ::write(file, data + done, size - done);
    if (some < 0) return static_cast<ssize_t>(done);  // fewer than `size`: an error, with errno as it is
    done += static_cast<std::size_t>(some);
  }
  return static_cast<ssize_t>(done);
}

int close_stream(void* cookie) {
  auto* const mine = static_cast<Stream*>(cookie);
  int const file = mine->file;
  *mine = {nullptr, -1};
  return ::close(file);
}

std::FILE* open_stream(char const* path, char const* mode) {
  bool const appends = mode[0] == 'a';
  int const file = opened(AT_FDCWD, path, O_WRONLY | O_CREAT | (appends ? O_APPEND : O_TRUNC), 0666);
  if (file < 0) return nullptr;
  auto* const mine =
      std::find_if(std::begin(streams), std::end(streams), [](Stream const& each) { return each.stream == nullptr; });
  if (mine == std::end(streams)) return ::fdopen(file, mode);
  mine->file = file;
  mine->stream = ::fopencookie(mine, mode, {nullptr, write_stream, nullptr, close_stream});
  return mine->stream;
}

std::FILE* stream_of(char const* symbol, char const* path, char const* mode) {
  bool const ours = armed && !outside(path) && (mode[0] == 'w' || mode[0] == 'a');
  return ours ? open_stream(path, mode) : next<std::FILE*(char const*, char const*)>(symbol)(path, mode);
}

}  // namespace

// The functions that are replaced. What they mean is in the manual, section 2.
extern "C" {

int __libc_start_main(Main main, int count, char** words, void (*init)(), void (*fini)(), void (*linker_fini)(),
                      void* stack) {
  program_main = main;
  auto* const real = next<int(Main, int, char**, void (*)(), void (*)(), void (*)(), void*)>("__libc_start_main");
  return real(main_with_faults, count, words, init, fini, linker_fini, stack);
}

int open(char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  unsigned const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  return opened(AT_FDCWD, path, flags, mode);
}
int open64(char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  unsigned const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  return opened(AT_FDCWD, path, flags, mode);
}
int openat(int folder, char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  unsigned const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  return opened(folder, path, flags, mode);
}
int openat64(int folder, char const* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  unsigned const mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, unsigned) : 0;
  va_end(more);
  return opened(folder, path, flags, mode);
}
// With _FORTIFY_SOURCE, where no file is created.
int __open_2(char const* path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(char const* path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, char const* path, int flags) { return opened(folder, path, flags, 0); }
int __openat64_2(int folder, char const* path, int flags) { return opened(folder, path, flags, 0); }
int creat(char const* path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(char const* path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
std::FILE* fopen(char const* path, char const* mode) { return stream_of("fopen", path, mode); }
std::FILE* fopen64(char const* path, char const* mode) { return stream_of("fopen64", path, mode); }
int fileno(std::FILE* stream) noexcept {
  for (Stream const& each : streams)
    if (each.stream == stream) return each.file;
  return next<int(std::FILE*)>("fileno")(stream);
}

ssize_t write(int file, void const* data, size_t size) { return written("write", file, data, size, 0, true); }
ssize_t pwrite(int file, void const* data, size_t size, off_t at) {
  return written("pwrite", file, data, size, at, false);
}
ssize_t pwrite64(int file, void const* data, size_t size, off64_t at) {
  return written("pwrite", file, data, size, at, false);
}
// One after another: a short count is allowed.
ssize_t writev(int file, iovec const* parts, int count) {
  if (known_of(file) != Known::write) return in_kernel(SYS_writev, file, address(parts), count);
  ssize_t done = 0;
  for (int i = 0; i < count; ++i) {
    ssize_t const some = written("writev", file, parts[i].iov_base, parts[i].iov_len, 0, true);
    if (some < 0) return done > 0 ? done : -1;
    done += some;
    if (static_cast<size_t>(some) < parts[i].iov_len) break;
  }
  return done;
}
ssize_t read(int file, void* data, size_t size) {
  auto const read = [&] { return in_kernel(SYS_read, file, address(data), static_cast<long>(size)); };
  return orders.reads && known_of(file) != Known::no ? counted("read", read) : read();
}
ssize_t pread(int file, void* data, size_t size, off_t at) {
  auto const read = [&] { return in_kernel(SYS_pread64, file, address(data), static_cast<long>(size), at); };
  return orders.reads && known_of(file) != Known::no ? counted("pread", read) : read();
}
ssize_t pread64(int file, void* data, size_t size, off64_t at) { return pread(file, data, size, at); }
ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t size, unsigned flags) {
  auto const copy = [&](size_t most) {
    return in_kernel(SYS_copy_file_range, from, address(from_at), to, address(to_at), static_cast<long>(most), flags);
  };
  if (known_of(to) != Known::write) return copy(size);
  off_t const place = to_at != nullptr ? *to_at : in_kernel(SYS_lseek, to, 0, SEEK_CUR);
  // Half of what there is: the caller asks for more than a file has.
  struct stat status {};
  ::fstat(from, &status);
  ssize_t const result = counted_write("copy_file_range", std::min(size, static_cast<size_t>(status.st_size)), copy);
  if (result > 0) log_copied(to, place, result);
  return result;
}
ssize_t sendfile(int to, int from, off_t* at, size_t size) noexcept {
  auto const copy = [&](size_t most) {
    return in_kernel(SYS_sendfile, to, from, address(at), static_cast<long>(most));
  };
  if (known_of(to) != Known::write) return copy(size);
  off_t const place = in_kernel(SYS_lseek, to, 0, SEEK_CUR);
  ssize_t const result = counted_write("sendfile", size, copy);
  if (result > 0) log_copied(to, place, result);
  return result;
}
int fsync(int file) { return synced("fsync", SYS_fsync, file); }
int fdatasync(int file) { return synced("fdatasync", SYS_fdatasync, file); }
int ftruncate(int file, off_t size) noexcept { return resized(file, size); }
int ftruncate64(int file, off64_t size) noexcept { return resized(file, size); }
int flock(int file, int operation) noexcept {
  auto const lock = [&] { return in_kernel(SYS_flock, file, operation); };
  return static_cast<int>(known_of(file) == Known::no ? lock() : counted("flock", lock));
}
int close(int file) {
  Known const what = known_of(file);
  auto const close = [&] { return in_kernel(SYS_close, file); };
  if (what == Known::no) return static_cast<int>(close());
  known[file] = Known::no;
  if (what == Known::read) return static_cast<int>(close());
  // A failed close has closed all the same.
  Deed const deed = before("close");
  int const reason = errno;
  int const result = static_cast<int>(close());
  if (deed == Deed::tear) end_now();
  if (deed != Deed::fail) return result;
  errno = reason;
  return -1;
}

int rename(char const* from, char const* to) noexcept { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_folder, char const* from, int to_folder, char const* to) noexcept {
  return renamed(from_folder, from, to_folder, to, 0);
}
int renameat2(int from_folder, char const* from, int to_folder, char const* to, unsigned flags) noexcept {
  return renamed(from_folder, from, to_folder, to, flags);
}
int unlink(char const* path) noexcept { return unlinked(AT_FDCWD, path, 0); }
int unlinkat(int folder, char const* path, int flags) noexcept { return unlinked(folder, path, flags); }
int rmdir(char const* path) noexcept { return unlinked(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(char const* path) noexcept {
  struct stat status {};
  bool const is_folder = ::lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
  return unlinked(AT_FDCWD, path, is_folder ? AT_REMOVEDIR : 0);
}
int mkdir(char const* path, mode_t mode) noexcept {
  return named("mkdir", AT_FDCWD, path, "", [&] { return in_kernel(SYS_mkdirat, AT_FDCWD, address(path), mode); });
}
int mkdirat(int folder, char const* path, mode_t mode) noexcept {
  return named("mkdir", folder, path, "", [&] { return in_kernel(SYS_mkdirat, folder, address(path), mode); });
}
int link(char const* from, char const* to) noexcept {
  return named("link", AT_FDCWD, from, to,
               [&] { return in_kernel(SYS_linkat, AT_FDCWD, address(from), AT_FDCWD, address(to), 0); });
}
int linkat(int from_folder, char const* from, int to_folder, char const* to, int flags) noexcept {
  return named("link", from_folder, from, to,
               [&] { return in_kernel(SYS_linkat, from_folder, address(from), to_folder, address(to), flags); });
}

void exit(int code) noexcept {
  if (orders.allocation != 0 && armed && inside_hdf5()) ::_exit(ended_inside_hdf5);
  next<void(int)>("exit")(code);
  std::abort();
}

void* malloc(size_t size) noexcept { return refused() ? nullptr : __libc_malloc(size); }
void* calloc(size_t count, size_t size) noexcept { return refused() ? nullptr : __libc_calloc(count, size); }
void* realloc(void* old, size_t size) noexcept { return refused() ? nullptr : __libc_realloc(old, size); }
void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return refused() ? nullptr : __libc_memalign(alignment, size);
}
void* memalign(size_t alignment, size_t size) noexcept {
  return refused() ? nullptr : __libc_memalign(alignment, size);
}
int posix_memalign(void** place, size_t alignment, size_t size) noexcept {
  void* const memory = refused() ? nullptr : __libc_memalign(alignment, size);
  if (memory == nullptr) return ENOMEM;
  *place = memory;
  return 0;
}

}  // extern "C"
