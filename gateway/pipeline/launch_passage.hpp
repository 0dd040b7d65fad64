// One request of a browser on its way through the launch flow: what is known of the launch, the steps of adapters, what
// is remembered, and the one answer. Private to the launch flow.
#pragma once

#include "gateway/launch/attempt.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/launch_bytes.hpp"
#include "gateway/pipeline/launch_refusals.hpp"
#include "gateway/pipeline/launch_surroundings.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace schakel::pipeline {

class passage : public std::enable_shared_from_this<passage> {
public:
    using task = std::function<void()>;
    using maker = std::function<launch_step(const launching&)>;
    using taker = std::function<void(launch_step)>;

    passage(
        exchange request, browser_at where, std::shared_ptr<const configuration> in_force,
        const launch_services& services, std::function<void(reply)> respond
    );

    // On a working thread. What goes wrong there without a refusal is one too.
    void run(task what);

    // Looks up what was remembered under the key; false: refused, because it is not there. It is taken with what this
    // request leaves behind, in one transaction: of all who come with the same key one gets an answer.
    bool recall(std::string_view key);

    // Makes a step, after what the adapter asks first; what counts once is used up before `then`.
    void step(const adapter& by, maker make, taker then);

    // The answer to the browser. `launch`: of a target's step, what its later requests are about.
    void tell(show what, const adapter& by, std::shared_ptr<const model::launch> launch = {});
    // A page of our own whose answer comes to /launch/choice with `key`.
    void ask_choice(
        const std::string& key, const std::string& binding, page what, std::shared_ptr<const model::launch> about,
        std::chrono::seconds lifetime
    );
    void refuse(refused why);

    // With the answer: kept in one transaction.
    void keep_state(std::string_view key, remembered_step what, std::chrono::seconds lifetime);
    void keep_item(const launch::kept_content_item& what);

    // Kept with the answer for this browser alone, which brings the key back in a cookie when a person comes by a link
    // (SameSite=Lax), and not when another site makes it come. `name` tells several apart.
    void keep_own(std::string_view name, const remembered_step& what, std::chrono::seconds lifetime);
    std::string_view own_key(std::string_view name) const; // "" when the browser brings none
    void drop_own(std::string_view name);                  // the cookie, with the answer

    same_browser browser() const { return browser_; }
    void lead_back(const std::string& address, std::string_view source); // to an address of the source
    void reach(launch::hop where) { reached_ = std::max(reached_, where); }
    void note_persons(const model::identifiers& names); // by which the launch may be found again
    void audit_sent();                                  // with the answer: the target has its launch

    browser_request request;
    const launch_services& with;
    std::shared_ptr<launch_surroundings> around;
    journey of;
    std::shared_ptr<const remembered_step> back; // what was remembered for this request
    std::optional<model::launch_kind> kind;      // once it is known
    std::string way_back;                        // where the person came from, "" while it is not verified
    std::string ends_as;                         // outcome of what is no launch
    // What the publisher gave with chosen material: its parameters are those of the launch, and this its line item.
    bool publishers_parameters = false;
    std::optional<model::item_line> publishers_line;

private:
    void let_embed(std::string_view source);
    void let_everyone_embed();
    void keep_waiting(const pairing& what);
    bool use_up(const std::vector<single_use>& once, bool& good);
    std::string cookie_name(std::string_view key) const;
    std::string_view cookie(std::string_view name) const;
    void set_cookie(reply& onto, const remembering& what) const;
    std::string own_cookie(std::string_view name, std::string_view value, std::chrono::seconds lifetime) const;
    result<bool> keep(const launch::attempt& what);
    void answer_when_kept(const launch::attempt& what, reply said);
    void refuse_unkept(const std::string& problem);
    bool take_now();
    std::shared_ptr<const remembered_step> read_back(std::string_view key) const;
    refused forgotten();
    void tell_sent();
    launch::attempt attempt() const;
    reply rendered(const page& what, int status = 0) const;
    void answer(reply said);

    std::function<void(reply)> respond_;
    std::optional<journey> own_; // of this request, where it goes on with another
    launch::step_writes writes_;
    std::vector<recent_step> steps_; // among the states of writes_
    launch::hop reached_ = launch::hop::received;
    same_browser browser_ = same_browser::unproven;
    std::string taken_cookie_;
    std::vector<std::string> persons_;
    std::vector<std::string> own_cookies_; // headers for the answer
    std::vector<std::string> embedded_by_; // origins that may embed our pages
};

} // namespace schakel::pipeline
