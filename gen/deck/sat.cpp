/* sat.cpp: the bridge to CaDiCaL's C++ interface. */
#include "gen/deck/sat.h"

#include <cadical.hpp>
#include <climits>
#include <new>

namespace {

/* Counts learned clauses, one a conflict: the counted effort that limits a search. None is exported. */
struct counter : CaDiCaL::Learner {
    long learned = 0;
    bool learning(int) override {
        learned++;
        return false;
    }
    void learn(int) override {}
};

/* Runs `work` and turns exhausted memory into false. */
template <typename Work> bool within_memory(Work work) {
    try {
        work();
        return true;
    } catch (const std::bad_alloc &) {
        return false;
    }
}

} // namespace

struct sat {
    counter conflicts; /* before the solver, so that it outlives it */
    CaDiCaL::Solver solver;
    bool proving = false;
    /* Memory ran out in the middle of something: any call of the solver would end the process, and its destructor would
     * free what it never had. It is left where it is: the command fails, and the process ends soon. */
    bool broken = false;
};

template <typename Work> static bool in_memory(struct sat *sat, Work work) {
    if (sat->broken) return false; /* who adds clause after clause looks only at the end */
    if (within_memory(work)) return true;
    sat->broken = true;
    return false;
}

extern "C" struct sat *sat_new(FILE *proof) {
    struct sat *made = nullptr;
    bool done = within_memory([&] {
        made = new struct sat;
        made->solver.set("quiet", 1);
        made->solver.set("binary", 0);
        made->solver.set("profile", 0); /* it would ask the clock at every turn */
        made->solver.connect_learner(&made->conflicts);
        if (proof) made->proving = made->solver.trace_proof(proof, "proof");
    });
    return done ? made : nullptr; /* half made it cannot be destroyed either */
}

extern "C" void sat_free(struct sat *sat) {
    if (!sat || sat->broken) return;
    if (sat->proving) sat->solver.close_proof_trace();
    sat->solver.disconnect_learner();
    delete sat;
}

extern "C" bool sat_add(struct sat *sat, int literal) {
    return in_memory(sat, [&] { sat->solver.add(literal); });
}

extern "C" bool sat_assume(struct sat *sat, int literal) {
    return in_memory(sat, [&] { sat->solver.assume(literal); });
}

extern "C" bool sat_solve(struct sat *sat, long conflicts, enum sat_answer *answer) {
    return in_memory(sat, [&] {
        sat->solver.limit("conflicts", conflicts > INT_MAX ? INT_MAX : static_cast<int>(conflicts));
        *answer = static_cast<enum sat_answer>(sat->solver.solve());
    });
}

extern "C" bool sat_value(struct sat *sat, int variable) { return sat->solver.val(variable) > 0; }

extern "C" long sat_conflicts(struct sat *sat) { return sat->conflicts.learned; }
