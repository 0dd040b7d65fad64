// What an adapter is told while it makes a step of a launch, and the questions that it asks first. Private to the
// launch flow.
#pragma once

#include "gateway/pipeline/launch.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace schakel::pipeline {

class launch_surroundings : public std::enable_shared_from_this<launch_surroundings> {
public:
    launch_surroundings(const launch_services& with, browser_at where, std::shared_ptr<const configuration> in_force)
        : with_(with), where_(std::move(where)), in_force_(std::move(in_force)), world_(with.directory.now(in_force_)) {
    }

    // For a step of this adapter. It refers to this object.
    launching told(const adapter& by) const;

    // Fetches what is asked for and not known; then calls `then` on a working thread. False at once: it asked too
    // often, for what it has, or has waited for others too long.
    bool ask(const ask_first& what, std::function<void()> then);

    const launch_world& world() const { return *world_; }
    const configuration& in_force() const { return *in_force_; }
    const std::shared_ptr<const configuration>& shared_in_force() const { return in_force_; }
    const browser_at& where() const { return where_; }
    std::string base_url(const adapter& by) const { return where_.gateway_url + std::string(by.info().base_path); }

    // Of the person in front of the screen.
    language lang = language::nl;
    shown_in shown = shown_in::unknown;
    std::string trace_parent;

private:
    using key_question = std::pair<std::string, bool>; // url, afresh

    void fetch(const launch_question& what, std::function<void()> done);
    void fetch_keys(const launch_question& what, std::function<void()> done);

    const launch_services& with_;
    browser_at where_;
    std::shared_ptr<const configuration> in_force_;
    std::shared_ptr<const launch_world> world_;
    unsigned rounds_ = 0, moments_ = 0;
    mutable std::mutex mutex_;
    std::map<key_question, access::peer_keys::answer> keys_;
    std::map<std::string, std::shared_ptr<const received_answer>, std::less<>> answers_;
};

} // namespace schakel::pipeline
