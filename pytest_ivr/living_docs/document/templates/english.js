// How people ask about a phone line, whatever it is for.
const english = {
  // Words that stand for each other, a row each.
  same: `caller, person, customer, client, user, guest, visitor, lady, man, woman, guy, somebody, aunt, uncle, dad, mom, mum, granny, grandma, grandmother, grandpa, grandfather, senior, pensioner, mother, father
child, kid, toddler, baby, boy, girl
call, phone, telephone, ring, dial
calls again, rings back, phones back, ring again, phone again, redial
hang up, put the phone down, put down the phone, ring off, disconnect, end the call, leave the call
hangs up, the call is over, the call ends, ends the call, gives up, give up on, cut off, throw out, kick out, drop, disconnect, terminate, end of the call
press, push, hit, tap, punch, type, enter, input, key in, click, hammer, mash, keypress
key, button, digit, keypad
number, code, id
say, announce, tell, mention, read out, read aloud, inform, list
hear, listen
speak, talk, say, voice, words, speech, spoken, out loud, voice recognition, speech recognition, shout, whisper, mumble, chat
wrong, mistake, error, blunder, slip, mess up, go wrong, incorrect, invalid, failure, fail
mistake, wrong key, wrong button, wrong number
failure, trouble, problem, issue, fault, breakdown
wrong number, unlisted, wrong key, wrong button, random, mistyped, typo, nonsense, not on the list
makes no sense, nonsense, garbage, invalid, damaged, corrupt, malformed, tampered, broken
again, repeat, once more, replay, second time
silence, silent, times out, quiet, asleep, doze off, dozes off, falls asleep, say nothing, do nothing, does not do anything, does not say anything, no input, no key, idle, inactive, no reaction, does not react, nobody reacts, timeout
end, over, finish, stop
begin, start, beginning, first
conversation, call, dialogue
more, further, additional, another, extra, remaining, rest, others
choose, select, pick, chosen, choice, selection
list, menu, options
name, title
rename, new name, correct a name, correction, change the name, another name
change, alter, modify, edit, update
gone, remove, delete, old, withdrawn, taken off, taken away, no longer there, no longer exist, disappear, vanish, discontinue
close, closed, shut, shut down, out of business
add, new, create, introduce
cancel, cancelled, call off
exist, there is
wait, pause, patience, impatient, long, waiting time, time limit, a moment
back, return, go back, previous, undo
all, every, everything, each, whole, complete, entire
nothing, none, empty, not a single, nowhere, no data, missing, not any, no entries
at most, up to, maximum, max, limit, exceed, no more than
order, sort, sequence, arrange
database, db, data, storage, table, mysql, postgres, sql
broken, breaks down, breaks, died, dead, frozen, hangs, internal error, server error, application error, crash, outage, down, unavailable, offline, does not work, fail, cannot be read, cannot be loaded, does not load, cannot be reached, out of order, trouble, problem, issue, glitch, malfunction, fault
programming, developer, programmer, bug, software, coding
computer, server, machine, host
line, system, hotline, machine, robot, bot, ivr, service, phone line
many, lots, plenty, several, dozens, grow, bigger, large, big
log, record, logfile, protocol, store, save, keep
logged, find out, learn of, notice, notified, alert, monitoring
token, password, secret, credential
replace, rotate, exchange, renew
refuse, reject, deny, block, keep out, access, allow
stranger, hacker, attacker, intruder, outsider, fraud, fake, forged, security, secure, protect
webhook, endpoint, callback
proxy, load balancer, gateway, tunnel
signed, signature, genuine, auth, authentication
fallback, backup, failover, emergency, replacement
link, url, bookmark, web address, hyperlink
restart, reboot, deploy, deployment, roll out, release, new version, upgrade, update, maintenance, downtime
at the same time, same moment, same minute, same second, simultaneous, simultaneously, parallel, concurrent, together, at once, load, peak, capacity, traffic
disturb, mix up, confuse, interfere, affect
withheld, private, anonymous, hidden, unknown, suppressed, caller id
phone number, caller's number, privacy, gdpr, personal data
soon, early, quick, quickly, fast, short, minimum, fewest, least
early, ahead, in advance, too soon, already, by heart
late, later
third, three, thrice, three times
second, two, twice, two times
three tries, how many chances, how many attempts, how often, retries
first, initial
try, attempt, chance
thank, thank you, goodbye, bye, farewell, enough, no more, had enough
apologize, apology, sorry, excuse
welcome, greet, greeting, hello, intro
hears first, first hears, right after, straight away, right away, at the beginning, opening, first thing
interrupt, barge in, cut in, skip, talk over
during, in the middle, while, halfway, in between
lost, stuck, trapped, dead end, endless, loop, forever, limbo, circle, nowhere
lost, ignored, no effect, discarded
exact, exactly, correct, correctly, verbatim, word for word, literal, unchanged, as it was entered
sign, symbol, special character, punctuation, ampersand, quotes, quotation, accent, umlaut, character
cut, shorten, truncate, abbreviate
tomorrow, next day, following day
midnight, after midnight, late night, past midnight
clocks change, daylight saving, summer time, winter time, dst
time zone, local time, own clock
leading zeros, zero in front, zeros before, 00
hash, pound, pound key, number sign
star, asterisk
slow, slowly, elderly, think, react, hesitate
pays, costs, expense, money, bill
costs, harm, hurts, penalty, punished, damage, bad, disadvantage
page, part, piece
at once, in one go, at a time, in one piece, at most
the next menu, carry over, go on, move on, forward
page, five at a time, long list, scroll, browse, leaf through, turn
any, whatever, different, arbitrary
earlier, previous, before, last time
remember, memory, forget, history, recognize, know me, know us
new, fresh
count, reset
nobody listens, pocket, answering machine, voicemail
offer, ask whether
public address, public`.split("\n"),
  // Words that are rare in a document, and yet ask for little.
  light: `actual monday tuesday wednesday thursday friday saturday sunday morning noon afternoon evening today yesterday after again ago ask away before bit bring come current do during ever far find follow further get give go good
    happen help instead keep kind know leave left less let like likely long look lot make many mind moment much need never not now
    nobody off often old once only other out own people person place possible put quite real reason right same see seem
    set simply since speak start stay still stop sure take talk tell than then there thing think time too under
    until up use usual want way well without wonder work yet`,
};
