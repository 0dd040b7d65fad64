// A system that owns the roster of an invented school and answers who asks for it, through an adapter's own question()
// and answer(). The school changes over time, and the system misbehaves as it is told.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/command/simulate_misbehaviour.hpp"
#include "gateway/roster/generated_school.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "gateway/transport/http_message.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace schakel::command {

struct school_play {
    roster::school_options school;
    misbehaviour_set misbehaves;
    std::size_t change_every = 0; // questions; 0: the school changes only when told to
};

class simulated_school {
public:
    // `by` must answer for rosters.
    simulated_school(const adapter& by, school_play how);

    // Whether a request asks for a roster, or for what describes the service that gives it.
    bool serves(const exchange& asked) const;
    // `address` is where the asker reaches the adapter: "http://127.0.0.1:8090/ims/oneroster/rostering/v1p2".
    transport::http_response answer(exchange asked, std::string address);

    // What the command line says can be changed while it runs. GET tells how it stands; POST takes a form:
    // change=1 the school changes; misbehave=empty,slow from now on, misbehave= as it should.
    static constexpr std::string_view control_path = "/simulate";
    transport::http_response control(const transport::http_request& request);

    bool is_slow() const;

private:
    struct scene {
        std::shared_ptr<const roster::memory_roster> roster;
        misbehaviour_set misbehaves;
        std::size_t question = 0;
    };
    scene next_scene();
    void set_stage(); // with mutex_ held
    transport::http_response perform(exchange& asked, const std::string& address, const scene& now) const;

    const adapter& by_;
    mutable std::mutex mutex_;
    school_play how_;
    std::shared_ptr<const roster::memory_roster> roster_;
    std::size_t questions_ = 0;
    std::size_t turns_ = 0; // how often misbehaviour changed the roster: each is a minute later than the one before
};

} // namespace schakel::command
