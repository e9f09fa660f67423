@technical
Feature: Keeping strangers out
  The line answers Twilio and nobody else, so that no stranger can read the catalogue through it.
  People who run the line want every other request refused before anything is looked up.
  Twilio signs the public address, so the line has to know it, also behind a proxy or a tunnel.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A request that Twilio did not sign as it stands is refused before anything is read

    Scenario Outline: A request <flaw> is refused
      When a request <flaw> reaches the line
      Then the line answers HTTP 400
      And nothing was read from the database

      Examples: Everything that can be wrong with a signature
        | flaw                       |
        | without a signature        |
        | with a forged signature    |
        | with a changed parameter   |
        | with an added parameter    |
        | with a missing parameter   |
        | signed with another token  |
        | signed for another address |
        | with an impossible port    |

    Scenario Outline: Nobody gets in at <link> either
      Given a call that Twilio begins at "<link>"
      When a request without a signature reaches the line
      Then the line answers HTTP 400
      And nothing was read from the database

      Examples: The two other doors
        | link                     |
        | choose-movie?theater=1   |
        | list-showtimes?theater=1 |

    Scenario: A request as Twilio makes it is answered
      When a request with nothing wrong reaches the line
      Then the line answers HTTP 200
      And the caller hears "Welcome to movie info!"

  Rule: The line is asked by POST only

    Scenario Outline: Asking <link> by GET is refused
      Given a call that Twilio begins at "<link>"
      When Twilio asks the line by GET
      Then the line answers HTTP 405

      Examples: All three doors
        | link                     |
        | choose-theater           |
        | choose-movie?theater=1   |
        | list-showtimes?theater=1 |

  Rule: Behind a proxy the signature is checked against the public address

    @in_process
    Scenario: Behind a proxy that the line knows of, Twilio is recognized
      Given a proxy that ends TLS stands before the line
      And the line is set to stand behind such a proxy
      When the caller dials
      Then the caller hears "Welcome to movie info!"

    @in_process
    Scenario: Behind a proxy, a stranger is still a stranger
      Given a proxy that ends TLS stands before the line
      And the line is set to stand behind such a proxy
      When a request signed for another address reaches the line
      Then the line answers HTTP 400

    Scenario: Behind a proxy that the line does not know of, nobody is recognized
      Given a proxy that ends TLS stands before the line
      When the caller dials
      Then the line answers HTTP 400
