// A sender that goes nowhere: it keeps what it was given and answers as a test wishes, at once or when told to.
#pragma once

#include "gateway/pipeline/sender.hpp"

#include <deque>
#include <set>
#include <string>
#include <vector>

namespace schakel::test {

inline received_answer answered(int status, std::string body = {}, header_fields headers = {}) {
    return {received_answer::transport::answered, {}, status, std::move(headers), std::move(body)};
}

inline received_answer not_reached() {
    return {received_answer::transport::not_sent, "nobody there", 0, {}, {}};
}

class recording_sender final : public pipeline::sender {
public:
    struct sent {
        std::string destination, school, delivery_id;
        outgoing message;
        instant at{};
    };
    using script = std::function<received_answer(const sent&)>;

    explicit recording_sender(const clock& time) : time_(time) {}

    void send(
        std::shared_ptr<const pipeline::configuration>, const pipeline::destination& to, std::string_view school,
        std::string_view delivery_id, outgoing message, std::function<void(received_answer)> done
    ) override {
        all.push_back({to.system->id, std::string(school), std::string(delivery_id), std::move(message), time_.now()});
        if (waits || slow.contains(to.system->id))
            under_way_.push_back({all.back(), std::move(done)});
        else
            done(answers(all.back()));
    }

    // Answers the oldest, or the one at `index`, of those that wait.
    void answer(std::size_t index = 0) {
        waiting one = std::move(under_way_.at(index));
        under_way_.erase(under_way_.begin() + static_cast<std::ptrdiff_t>(index));
        one.done(answers(one.what));
    }
    std::size_t under_way() const { return under_way_.size(); }
    const sent& under_way(std::size_t index) const { return under_way_.at(index).what; }

    std::vector<sent> to(std::string_view destination) const {
        std::vector<sent> list;
        for (const sent& one : all)
            if (one.destination == destination) list.push_back(one);
        return list;
    }

    std::vector<sent> all;
    script answers = [](const sent&) { return answered(200); };
    bool waits = false;         // answers come from answer() only
    std::set<std::string> slow; // the same for these destinations

private:
    struct waiting {
        sent what;
        std::function<void(received_answer)> done;
    };

    const clock& time_;
    std::deque<waiting> under_way_;
};

} // namespace schakel::test
