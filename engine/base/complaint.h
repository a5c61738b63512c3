#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace silowalk::inline base {

/// A place in a file a person wrote. `line` and `column` count from 1; 0 means "the file as a whole".
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(Location const&, Location const&) = default;
};

/// One mistake (or warning): what is wrong, why, and what was probably meant.
struct Complaint {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  Location where;
  std::string what;     ///< "unknown key 'agnets' in [silo.care]"
  std::string why;      ///< "a silo has: agents, shifts, cost, ..." ; may be empty
  std::string guess;    ///< "agents" (shown as: did you mean 'agents'?) ; may be empty
  std::string excerpt;  ///< the line of the file at fault, without its newline ; may be empty
};

/// All complaints about an input, thrown together: nothing is reported one at a time.
class InvalidInput : public std::runtime_error {
 public:
  explicit InvalidInput(std::vector<Complaint> complaints);
  std::vector<Complaint> const& complaints() const { return complaints_; }

 private:
  std::vector<Complaint> complaints_;
};

/// A request whose parts contradict each other or what it is to be applied to: the user has to ask for something else.
class InvalidRequest : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A failure of the machine or of the world around the program (a full disk, an unreadable file, an overflow).
class RuntimeFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `file:line:column: error: what (why); did you mean 'guess'?` + the line + a caret. Plain text, ends in a newline.
std::string describe(Complaint const& complaint);
std::string describe(std::vector<Complaint> const& complaints);

/// The candidate nearest to `word` by edit distance (transpositions count one), or "" when none is near enough to be a
/// sensible guess.
std::string nearest(std::string const& word, std::vector<std::string> const& candidates);

}  // namespace silowalk::inline base
