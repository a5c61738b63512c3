#pragma once

#include "engine/base/random.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/features.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/walk/story_recorder.h"

/// State that the steps of a visit share.
namespace silowalk::inline simulation {

/// The state shared by all steps of one replication: the model, the key of the random words, the ledger and the story
/// recorder. Owned by one thread.
template <Features F>
struct WalkState {
  /// `sink`: may be null. `with_tables` and `with_key` must outlive the walk.
  WalkState(ModelTables const& with_tables, RandomKey const& with_key, VisitSink* sink)
      : tables(with_tables), key(with_key), ledger(with_tables), story(with_tables, sink) {}

  ModelTables const& tables;       ///< that decisions may change between visits
  RandomKey const& key;            ///< of the replication
  Ledger ledger;                   ///< of the replication
  StoryRecorder<F.stories> story;  ///< off unless there is a sink
};

}  // namespace silowalk::inline simulation
