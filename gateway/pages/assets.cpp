#include "gateway/pages/assets.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <map>
#include <string>

namespace schakel::pages {

// Contrast of all pairs is 4.5:1 or more; nothing is smaller than 24 by 24 pixels; no animation; sizes grow with the
// reader's own.
const literal style = R"(
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere;color:#1b1b1b;background:#fff}
main{max-width:42rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}
h1:focus{outline:none}
p{margin:0 0 1rem}
a{display:inline-block;padding:.25rem 0;color:#0b4a8f}
button{display:inline-block;font:inherit;padding:.5rem 1.25rem;min-height:2.75rem;border:2px solid #0b4a8f;border-radius:.375rem;background:#0b4a8f;color:#fff;cursor:pointer;text-decoration:none}
button.plain{background:#fff;color:#0b4a8f}
:focus-visible{outline:3px solid #c2410c;outline-offset:2px}
dl{margin:1.5rem 0 0;padding:1rem;background:#f1f4f8;border-radius:.375rem}
dt{font-weight:600}
dd{margin:0 0 .5rem}
dd:last-child{margin:0}
fieldset{border:0;margin:0 0 1rem;padding:0}
legend,label.search{font-weight:600;padding:0}
input[type=search]{font:inherit;min-height:2.75rem;padding:.25rem .75rem;border:2px solid #5b6470;border-radius:.375rem;max-width:100%}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.25rem 0 1.5rem}
.item{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem .25rem;border-bottom:1px solid #c7ced6}
.item input{flex:none;width:1.5rem;height:1.5rem;margin:0}
.item small{display:block;font-size:.9375rem;color:#4a525c}
[hidden]{display:none}
body.framed{display:flex;flex-direction:column;height:100vh}
body.framed main{flex:none;margin:0;max-width:none;padding:1rem}
iframe{flex:1;width:100%;border:0}
)";

// form.submit() itself may be hidden behind a field of that name. Who presses the button while the form is on its way
// does not send it twice: what it holds counts once. After a while the button helps again.
const literal send_script = R"(
(function () {
  "use strict";
  var form = document.getElementById("onward");
  var sent = true;
  form.addEventListener("submit", function (event) {
    if (sent) event.preventDefault();
    sent = true;
  });
  setTimeout(function () { sent = false; }, 8000);
  HTMLFormElement.prototype.submit.call(form);
})();
)";

// Only a page of ours can be looked into. A learning environment that gets something back from within a frame of ours
// would refuse to be shown there.
const literal leave_script = R"(
(function () {
  "use strict";
  var form = document.getElementById("onward");
  try {
    if (window.parent !== window && window.parent.document.getElementById("material")) form.target = "_parent";
  } catch (another) {}
  HTMLFormElement.prototype.submit.call(form);
})();
)";

// Data of one origin is never told to another. It is forgotten with the page.
const literal host_script = R"(
(function () {
  "use strict";
  var form = document.getElementById("onward");
  var allowed = form.dataset.origins.split(" ");
  var frame = document.getElementById("material");
  var kept = {};
  var ours = kept[location.origin] = new Map();
  allowed.push(location.origin);
  Array.prototype.forEach.call(document.querySelectorAll("[data-key]"), function (one) {
    ours.set(one.dataset.key, one.dataset.value);
  });
  function refuse(reply, code, message) {
    reply.error = { code: code, message: message };
  }
  function put(data, reply, own) {
    if (typeof data.key !== "string" || data.key === "" || data.key.length > 512) {
      return refuse(reply, "bad_request", "key: a text of 1 to 512 characters");
    }
    reply.key = data.key;
    if (data.value === null || data.value === undefined) {
      own.delete(data.key);
      return;
    }
    if (typeof data.value !== "string") return refuse(reply, "bad_request", "value: a text");
    if (data.value.length > 4096 || (!own.has(data.key) && own.size >= 64)) {
      return refuse(reply, "storage_exhaustion", "64 values of 4096 characters at most");
    }
    own.set(data.key, data.value);
    reply.value = data.value;
  }
  function get(data, reply, own) {
    if (typeof data.key !== "string") return refuse(reply, "bad_request", "key: a text");
    reply.key = data.key;
    if (own.has(data.key)) reply.value = own.get(data.key);
  }
  window.addEventListener("message", function (event) {
    var data = event.data;
    if (allowed.indexOf(event.origin) < 0 || !data || typeof data.subject !== "string") return;
    var subject = data.subject.replace(/^org\.imsglobal\./, "");
    if (subject.indexOf("lti.") !== 0 || /\.response$/.test(subject)) return;
    var reply = { subject: data.subject + ".response", message_id: data.message_id };
    var own = kept[event.origin] || (kept[event.origin] = new Map());
    if (typeof data.message_id !== "string") refuse(reply, "bad_request", "message_id: a text");
    else if (subject === "lti.capabilities") {
      reply.supported_messages = ["lti.capabilities", "lti.put_data", "lti.get_data"].map(function (name) {
        return { subject: name };
      });
    } else if (subject === "lti.put_data") put(data, reply, own);
    else if (subject === "lti.get_data") get(data, reply, own);
    else refuse(reply, "unsupported_subject", "lti.capabilities, lti.put_data and lti.get_data are supported");
    event.source.postMessage(reply, event.origin);
  });
  document.querySelector("main").hidden = true;
  frame.hidden = false;
  HTMLFormElement.prototype.submit.call(form);
  frame.focus();
})();
)";

// Asks the platform that embeds us, as the LTI postMessage storage prescribes: each message has its own id, answers
// count only with that id, the right subject and the right origin, and nobody waits longer than a moment. Platforms
// from before the final text name their subjects "org.imsglobal.lti.…"; lti.capabilities tells, and tells which frame
// to ask.
const literal storage_script = R"(
var schakelStorage = (function () {
  "use strict";
  var home = window.opener || window.parent;
  var waiting = {};
  var last = 0;
  function frameOf(name) {
    if (!name || name === "_parent") return home;
    try { return home.frames[name] || home; } catch (refused) { return home; }
  }
  function finish(id, answer) {
    var one = waiting[id];
    delete waiting[id];
    if (one) one.done(answer);
  }
  function ask(frame, origin, message, wait, done) {
    var id = message.message_id = "schakel-" + (++last);
    waiting[id] = { subject: message.subject + ".response", origin: origin, done: done };
    setTimeout(function () { finish(id, null); }, wait);
    try { frame.postMessage(message, origin); } catch (refused) { finish(id, null); }
  }
  window.addEventListener("message", function (event) {
    var data = event.data;
    var one = data && waiting[data.message_id];
    if (!one || data.subject !== one.subject) return;
    if (one.origin !== "*" && event.origin !== one.origin) return;
    finish(data.message_id, data);
  });
  function askEach(operation, form, done) {
    var items = Array.prototype.slice.call(document.querySelectorAll("[data-key]"));
    var answers = [];
    var left = items.length;
    if (left === 0) return done(answers, items);
    ask(home, "*", { subject: "lti.capabilities" }, 400, function (able) {
      var subject = operation;
      var target = form.dataset.target;
      ((able && able.supported_messages) || []).forEach(function (one) {
        if (!one || (one.subject !== operation && one.subject !== "org.imsglobal." + operation)) return;
        subject = one.subject;
        target = one.frame || target;
      });
      items.forEach(function (item, at) {
        var message = { subject: subject, key: item.dataset.key };
        if (item.dataset.value !== undefined) message.value = item.dataset.value;
        ask(frameOf(target), form.dataset.origin, message, 1000, function (answer) {
          answers[at] = answer;
          if (--left === 0) done(answers, items);
        });
      });
    });
  }
  return { askEach: askEach };
})();
)";

const literal store_script = R"(
(function () {
  "use strict";
  var form = document.getElementById("onward");
  schakelStorage.askEach("lti.put_data", form, function () {
    HTMLFormElement.prototype.submit.call(form);
  });
})();
)";

const literal recall_script = R"(
(function () {
  "use strict";
  var form = document.getElementById("onward");
  var busy = document.getElementById("busy");
  var otherwise = document.getElementById("otherwise");
  busy.hidden = false;
  if (otherwise) otherwise.hidden = true;
  schakelStorage.askEach("lti.get_data", form, function (answers, items) {
    var came = 0;
    answers.forEach(function (answer, at) {
      if (!answer || answer.error || typeof answer.value !== "string") return;
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = items[at].dataset.key;
      field.value = answer.value;
      form.appendChild(field);
      came += 1;
    });
    if (came > 0 || !otherwise) return HTMLFormElement.prototype.submit.call(form);
    busy.hidden = true;
    otherwise.hidden = false;
  });
})();
)";

// The message holds nothing, so everybody may read it.
const literal close_script = R"(
(function () {
  "use strict";
  var home = window.opener || window.parent;
  if (home !== window) home.postMessage({ subject: "org.imsglobal.lti.close" }, "*");
})();
)";

std::string_view hash_of(const literal& asset) {
    static const std::map<const literal*, std::string> hashes = [] {
        std::map<const literal*, std::string> made;
        for (const literal* one :
             {&style, &send_script, &leave_script, &host_script, &storage_script, &store_script, &recall_script,
              &close_script})
            made[one] = "'sha256-" + crypto::to_base64(crypto::sha256(one->view())) + "'";
        return made;
    }();
    return hashes.at(&asset);
}

} // namespace schakel::pages
