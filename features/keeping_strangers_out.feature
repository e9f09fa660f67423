@technical
Feature: Keeping strangers out
  The line answers Twilio and nobody else, so that no stranger can read the catalogue through it.
  People who run the line want every other request refused before anything is looked up.
  Twilio signs the public address, so the line has to know it, also behind a proxy or a tunnel.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A request without Twilio's signature of exactly this request is refused before anything is read

    @in_process
    Scenario Outline: A request <flaw> is refused
      When a request <flaw> reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

      Examples: Everything that can be wrong with the signature
        | flaw                           |
        | without a signature            |
        | with a forged signature        |
        | with a changed parameter       |
        | with an added parameter        |
        | with a missing parameter       |
        | signed with another token      |
        | signed for another web address |

      Examples: An address that nobody can sign, and more than Twilio ever sends
        | flaw                        |
        | with an impossible port     |
        | far longer than Twilio's is |

    @in_process
    Scenario Outline: An unsigned request for the <page> is refused
      Given a call that Twilio begins at "<link>"
      When a request without a signature reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

      Examples: The other pages
        | page       | link                     |
        | movie menu | choose-movie?theater=1   |
        | showtimes  | list-showtimes?theater=1 |
        | apology    | apologize                |

    Scenario: A request as Twilio makes it is answered
      When a request with nothing wrong reaches the line
      Then the line answers with HTTP 200
      And the caller hears, among others, "Welcome to movie info!"

  Rule: The line answers POST only

    Scenario Outline: Asking for the <page> by GET is refused
      Given a call that Twilio begins at "<link>"
      When Twilio asks the line by GET
      Then the line answers with HTTP 405

      Examples: All pages
        | page         | link                     |
        | theater menu | choose-theater           |
        | movie menu   | choose-movie?theater=1   |
        | showtimes    | list-showtimes?theater=1 |
        | apology      | apologize                |

  Rule: Behind a proxy the signature is checked against the public address

    @in_process
    Scenario: Behind a proxy that the line knows of, Twilio is recognized
      Given a proxy that takes HTTPS and passes on HTTP stands before the line
      And the line is told that it stands behind such a proxy
      When the caller dials
      Then the caller hears, among others, "Welcome to movie info!"

    @in_process
    Scenario: Behind a proxy, a stranger is still refused
      Given a proxy that takes HTTPS and passes on HTTP stands before the line
      And the line is told that it stands behind such a proxy
      When a request signed for another web address reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

    @in_process
    Scenario: Behind a proxy that the line does not know of, even Twilio is refused
      Given a proxy that takes HTTPS and passes on HTTP stands before the line
      When the caller dials
      Then the line answers with HTTP 400

  Rule: While the account's token is replaced by another, requests signed with either are answered

    @in_process
    Scenario Outline: While the token is replaced, a request <signature> is answered
      Given the line knows the token that is to come
      When a request <signature> reaches the line
      Then the line answers with HTTP 200

      Examples:
        | signature                     |
        | with nothing wrong            |
        | signed with the token to come |

    @in_process
    Scenario: While the token is replaced, a stranger is still refused
      Given the line knows the token that is to come
      When a request signed with another token reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database
