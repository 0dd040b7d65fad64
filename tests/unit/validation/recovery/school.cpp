#include "tests/unit/validation/recovery/school.hpp"

namespace recovery {

namespace {

using schakel::test::chance;

node leaf(std::string name, std::string value, std::string broken, bool required = true) {
    node n;
    n.name = std::move(name);
    n.text = std::move(value);
    n.broken_value = std::move(broken);
    n.required = required;
    n.single = true;
    return n;
}

node holder(std::string name, shape content, bool required, bool single) {
    node n;
    n.name = std::move(name);
    n.content = content;
    n.required = required;
    n.single = single;
    return n;
}

std::string word(chance& by) {
    std::string out;
    for (std::size_t i = by.between(2, 8); i > 0; --i) out += static_cast<char>('a' + by.below(26));
    return out;
}

const std::string too_long = "abcdefghijklmnopqrstuvwxyz-0123456789";

node group(chance& by, std::size_t number, bool last) {
    node g = holder("group", shape::sequence, last, false);
    g.attributes = {{"key", "g" + std::to_string(number)}, {"year", std::to_string(by.between(1, 8))}};
    const std::size_t teachers = by.between(1, 3);
    for (std::size_t i = 0; i < teachers; ++i) {
        g.children.push_back(leaf("teacher", word(by), too_long, teachers == 1));
        g.children.back().single = teachers == 3;
    }
    if (by.percent(50)) g.children.push_back(leaf("room", word(by), "", false));
    g.children.push_back(leaf("level", by.pick({"onderbouw", "middenbouw", "bovenbouw"}), "bovenbauw"));
    return g;
}

node subject(chance& by, bool only) {
    node s = holder("subject", shape::choice, only, false);
    s.attributes = {{"code", word(by)}};
    if (by.percent(25)) {
        s.children.push_back(holder("exempt", shape::empty, true, true));
        return s;
    }
    const bool twice = by.percent(50);
    for (int i = 0; i < (twice ? 2 : 1); ++i) {
        s.children.push_back(leaf("mark", std::to_string(by.between(1, 9)) + ".5", by.pick({"11", "0.5", "7.25", "x"}))
        );
        s.children.back().required = !twice;
        s.children.back().single = twice;
    }
    return s;
}

node pupil(chance& by, std::size_t number, std::size_t groups) {
    node p = holder("pupil", shape::sequence, false, false);
    p.attributes = {{"id", "p" + std::to_string(number)}, {"group", "g" + std::to_string(by.below(groups))}};
    if (number > 0 && by.percent(30)) p.attributes.push_back({"buddy", "p0"});
    p.referred = number == 0;
    p.children.push_back(leaf("first", word(by) + std::to_string(number), too_long));
    if (by.percent(40)) p.children.push_back(leaf("middle", "van", "", false));
    p.children.push_back(leaf("last", word(by), ""));
    p.children.push_back(leaf(
        "born", "20" + std::to_string(by.between(10, 19)) + "-03-0" + std::to_string(by.between(1, 9)), "2012-02-30"
    ));
    const std::size_t subjects = by.between(1, 5);
    for (std::size_t i = 0; i < subjects; ++i) p.children.push_back(subject(by, subjects == 1));
    if (by.percent(40)) {
        node remark = holder("remark", shape::mixed, false, true);
        remark.text = "free text ";
        if (by.percent(50)) remark.children.push_back(leaf("em", "here", "", false));
        if (!remark.children.empty()) remark.children.back().single = false;
        p.children.push_back(std::move(remark));
    }
    return p;
}

node test(chance& by) {
    const bool written = by.percent(50);
    node t = holder("test", shape::sequence, false, false);
    t.attributes = {{"xsi:type", written ? "written" : "oral"}};
    t.children.push_back(leaf("title", word(by), too_long));
    if (written) {
        t.children.push_back(leaf("pages", std::to_string(by.between(1, 40)), "40000"));
        return t;
    }
    const std::size_t count = by.between(1, 4);
    for (std::size_t i = 0; i < count; ++i) {
        t.children.push_back(leaf(by.pick({"question", "topic"}), word(by), too_long, count == 1));
        t.children.back().single = false;
    }
    return t;
}

node address(chance& by) {
    node a = holder("address", shape::all, false, true);
    a.children = {
        leaf("street", word(by), ""), leaf("number", std::to_string(by.between(1, 99)), "0"),
        leaf("town", word(by), too_long)};
    if (by.percent(50)) std::swap(a.children[0], a.children[2]);
    return a;
}

node contact(chance& by) {
    node c = holder("contact", shape::choice, true, true);
    if (by.percent(50))
        c.children = {leaf("phone", "06", "")};
    else
        c.children = {leaf("mail", "a@b.example", ""), leaf("site", "https://school.example/", "")};
    if (c.children.size() == 2) c.content = shape::sequence;
    return c;
}

node note(chance& by) {
    if (by.percent(50)) {
        node memo = leaf("memo", word(by), "", false);
        memo.single = false;
        return memo;
    }
    node letter = holder("letter", shape::sequence, false, false);
    letter.children = {leaf("to", word(by), too_long), leaf("body", word(by), "")};
    return letter;
}

} // namespace

node valid_school(chance& by) {
    node s = holder("school", shape::sequence, false, false);
    s.attributes = {
        {"xmlns", "urn:school"}, {"xmlns:s", "urn:school"}, {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}};
    if (by.percent(50)) s.attributes.push_back({"version", "1.00"});
    s.children.push_back(leaf("name", word(by), too_long));
    s.children.push_back(leaf("brin", "12AB", by.pick({"12ab", "AB12", ""})));
    if (by.percent(70)) s.children.push_back(address(by));
    s.children.push_back(contact(by));
    const std::size_t groups = by.between(1, 4);
    for (std::size_t i = 0; i < groups; ++i) s.children.push_back(group(by, i, groups == 1));
    for (node& g : s.children) g.referred |= g.name == "group";
    const std::size_t pupils = by.below(7);
    for (std::size_t i = 0; i < pupils; ++i) s.children.push_back(pupil(by, i, groups));
    for (std::size_t i = by.below(4); i > 0; --i) s.children.push_back(test(by));
    for (std::size_t i = by.below(3); i > 0; --i) s.children.push_back(note(by));
    if (by.percent(50)) {
        node extra = holder("extra", shape::any, false, true);
        for (std::size_t i = by.below(3); i > 0; --i) {
            extra.children.push_back(leaf("known", by.pick({"true", "0"}), "perhaps", false));
            extra.children.back().single = false;
        }
        s.children.push_back(std::move(extra));
    }
    s.children.push_back(leaf("closed", "2026-07-01", "July"));
    return s;
}

} // namespace recovery
