// What a person's browser is shown during a launch, as values: an adapter or the launch flow says what, gateway/pages
// writes the HTML. Texts that a person typed (titles, names) stand here as they are; escaping is the writer's work.
//
// Addresses (`action`, `back`) begin with https:// or http://, or with one slash when they are our own; origins are
// scheme, host and port only. The writer leaves out what is neither, so that a launch can never carry a script into a
// page.
#pragma once

#include "gateway/core/finding.hpp"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace schakel {

// One sentence or more in both languages of the pages.
struct page_words {
    std::string nl, en;

    const std::string& in(language lang) const { return lang == language::nl ? nl : en; }
};

// Where the browser goes next.
struct page_form {
    std::string method = "POST"; // or "GET": the fields come behind the query that `action` has
    std::string action;
    std::vector<std::pair<std::string, std::string>> fields; // decoded, in the order in which they are sent
};

// The launch ends here. Only words that a pupil may read.
struct refusal_page {
    std::string code;      // for school IT, stable: "lti.signature"
    page_words what;       // what happened: "Het materiaal kon niet worden geopend omdat …"
    page_words to_do;      // what to do about it; empty: "ask your teacher or school IT" with the code
    std::string reference; // of this launch, for the chain query: a trace id
    std::string back;      // where the pupil came from; empty: no link
};

// "Opening …": sends itself by script; a button does it where scripts are off.
struct opening_page {
    page_form form;
    std::string title;   // of what is opened; empty: "het lesmateriaal"
    bool framed = false; // in a frame of our page, which stays and answers lti_storage messages of `origins`
    std::vector<std::string> origins; // of the tool, besides that of the form, that may keep data with us
    std::vector<std::pair<std::string, std::string>> kept = {}; // framed: told to pages of ours in that frame
    bool leaves_frame = false; // for who embeds us: takes the place of our page around the frame, where there is one
};

// Where a platform keeps data for us when our cookies are blocked (LTI postMessage storage).
struct page_storage {
    std::string target; // lti_storage_target: "_parent", or the name of a frame of the embedding window
    std::string origin; // of the platform's authorization endpoint; messages are sent to and taken from it alone
};

// Stores values with the platform and goes on, also when the platform does not answer within a moment.
struct store_page {
    page_storage with;
    std::vector<std::pair<std::string, std::string>> values; // "lti_state_<state>" and its value
    page_form next;
};

// Reads values back and posts them to us with the other fields of `next`, each under its key; a value that the platform
// does not have is left out. Where scripts are off or nothing comes, the person is offered `otherwise`.
struct recall_page {
    page_storage with;
    std::vector<std::string> keys;
    page_form next;
    page_form otherwise; // begins anew in a window of its own, as in new_window_page; no action: `next` as it is
};

// The last rung: cookies are blocked here, but not in a window of our own.
struct new_window_page {
    page_form form; // begins the launch anew
    std::string title;
};

// A person chooses what becomes part of a course (deep linking). All buttons post `form` with what is chosen:
// `item` (an id, once or more), `search` (words), `page` (a number), and `do`: "choose", "search", "cancel".
struct chooser_page {
    struct item {
        std::string id, title, text;
        bool chosen = false; // also when it is not on this page
    };
    page_form form;                            // to us; its fields are those of the launch in progress
    std::string title;                         // of the publisher or catalogue; empty: "lesmateriaal"
    std::vector<item> items;                   // of this page
    std::vector<std::string> chosen_elsewhere; // ids chosen on other pages of the list
    bool several = false;
    std::string search;
    std::size_t page = 1, pages = 1, found = 0; // `found`: items in all
    bool undecided = false;                     // nothing was chosen when it was to be added
};

// To an administrator whose system now knows us: what happened and what waits. Tells the window that opened it, or that
// embeds it, that it can be closed (org.imsglobal.lti.close).
struct registered_page {
    page_words what;
};

struct logged_out_page {
    std::string back; // empty: no link
};

using page = std::variant<
    refusal_page, opening_page, store_page, recall_page, new_window_page, chooser_page, registered_page,
    logged_out_page>;

} // namespace schakel
