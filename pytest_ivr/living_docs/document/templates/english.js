// How people ask about a phone line, whatever it is for.
const english = {
  // Words that stand for each other, a row each.
  same: `caller, person, customer, client, user, guest, visitor, lady, man, woman, guy, granny, grandma, grandmother, grandfather, senior
child, kid, toddler
call, phone, telephone, ring, dial
calls again, rings back, phones back, ring again, phone again, redial
hang up, put the phone down, put down the phone, ring off, disconnect, end the call, leave the call
hangs up, the call is over, the call ends, cut off, throw out, kick out, drop, disconnect, terminate, end of the call
press, push, hit, tap, punch, type, enter, input, key in, click, hammer, mash
key, button, digit
number, code, id
say, announce, tell, mention, read out, read aloud, inform, list
hear, listen
speak, talk, say, voice, words, speech, spoken, out loud, voice recognition
wrong, mistake, error, incorrect, invalid, failure, fail
mistake, wrong key, wrong button, wrong number
failure, trouble, problem, issue, fault, breakdown
wrong number, unlisted, wrong key, wrong button, random, mistyped, typo, nonsense, not on the list
makes no sense, nonsense, garbage, invalid, damaged, corrupt, malformed, tampered, broken
again, repeat, once more, replay, second time
silence, silent, times out, quiet, say nothing, do nothing, does not do anything, does not say anything, no input, no key, idle, inactive, no reaction, does not react, nobody reacts, timeout
end, over, finish, stop
begin, start, beginning
more, further, additional, extra, remaining, rest, others
choose, select, pick, chosen, choice, selection
list, menu, options
name, title
rename, new name, change the name, another name
change, alter, modify, edit, update
gone, remove, delete, withdrawn, taken off, taken away, no longer there, no longer exist, disappear, vanish, discontinue
close, closed, shut, shut down, out of business
add, new, create, introduce
cancel, cancelled, call off
exist, there is
wait, pause, patience, impatient, long, waiting time
back, return, go back, previous, undo
all, every, everything, each, whole, complete
nothing, none, empty, no data, missing
at most, up to, maximum, limit, no more than
order, sort, sequence, arrange
database, db, data, storage, table
broken, breaks down, crash, outage, down, unavailable, offline, does not work, fail, cannot be read, cannot be loaded, does not load, cannot be reached, out of order, trouble, problem, issue, glitch, malfunction, fault
programming, developer, programmer, bug, software, coding
computer, server, machine, host
line, system, hotline, machine, robot, bot, ivr, service, phone line
many, lots, plenty, several, hundred, dozens, grow, bigger, large
log, record, logfile, protocol, store, save, keep
logged, find out, learn of, notice, notified, alert, monitoring
token, password, secret, credential
replace, rotate, exchange, renew
refuse, reject, deny, block
stranger, hacker, attacker, intruder, outsider, fraud, fake, forged, security, secure, protect
webhook, endpoint, callback
proxy, load balancer, gateway, tunnel
signed, signature
link, url, bookmark, web address, hyperlink
restart, reboot, deploy, deployment, release, new version, upgrade, update, maintenance, downtime
at the same time, simultaneous, simultaneously, parallel, concurrent, together
disturb, mix up, confuse, interfere, affect
withheld, private, anonymous, hidden, unknown, suppressed, caller id
phone number, caller's number, privacy, gdpr, personal data
soon, early, quick, quickly, fast
early, ahead, in advance, too soon
late, later
third, three, thrice, three times
second, two, twice, two times
three tries, how many chances, how many attempts, how often, retries
first, initial
try, attempt, chance, go
thank, thank you, goodbye, bye, farewell
apologize, apology, sorry
welcome, greet, greeting, hello, intro
hears first, first hears, right after, at the beginning, opening
interrupt, barge in, cut in, skip, talk over
during, in the middle, while, halfway, in between
lost, stuck, trapped, dead end, endless, loop, forever
lost, ignored, no effect, discarded
exact, exactly, verbatim, word for word, literal, unchanged, as it was entered
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
page, five at a time, long list, scroll
any, whatever, different
earlier, previous, before, last time
remember, memory, forget, history
count, reset
nobody listens, pocket, answering machine, voicemail
offer, ask whether
public address, public`.split("\n"),
  // Words that are rare in a document, and yet ask for little.
  light: `actual after again ago ask away before bit bring come current do during ever far find follow further get give go good
    happen help instead keep kind know leave left less let like likely long look lot make many mind moment much need never not now
    nobody off often old once only other out own people person place possible put quite real reason right same see seem
    set simply since speak start stay still stop sure take talk tell than then there thing think time too under
    until up use usual want way well without wonder work yet`,
};
