@technical
Feature: Keeping strangers out
  The line answers Twilio and nobody else, so that no stranger can read the catalogue through it.
  People who run the line want every other request refused before anything is looked up.
  Twilio signs the public address, so the line must know it, even behind a proxy or a tunnel.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: A request that Twilio has not signed, exactly as it arrives, is refused before anything is read

    @in_process @twilio_logs_11200
    Scenario Outline: A request with anything wrong is refused
      When a request <flaw> reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

      Examples: Everything that can be wrong with the signature
        | flaw                                              |
        | without a signature                               |
        | without a signature, from the line's own computer |
        | with a forged signature                           |
        | with a changed parameter                          |
        | with an added parameter                           |
        | with a missing parameter                          |
        | signed with another token                         |
        | signed with an empty token                        |
        | signed for another web address                    |

      Examples: An address that nobody can sign, and more than Twilio ever sends
        | flaw                            |
        | with an impossible port         |
        | far longer than any of Twilio's |

    @in_process @twilio_logs_11200
    Scenario Outline: A request that comes late in a call is checked like the first
      Given a call that Twilio begins at "<link>"
      When a request <flaw> reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

      Examples: Links as the line writes them itself
        | link                                    | flaw                    |
        | choose-theater?attempt=2                | without a signature     |
        | choose-movie?attempt=1                  | with an added parameter |
        | choose-movie?theater=Rialto&attempt=2   | without a signature     |
        | list-showtimes?theater=Rialto&attempt=1 | with an added parameter |

    Scenario: A genuine request from Twilio is answered
      When a request with nothing wrong reaches the line
      Then the line answers with HTTP 200
      And the caller hears, among other things, "Welcome to movie info!"

  Rule: Every webhook of the line refuses strangers, those to come included

    @in_process
    Scenario Outline: Each webhook refuses a request that is not Twilio's
      When a request <flaw> reaches each of the line's webhooks
      Then the line answers with HTTP <status>
      And nothing was read from the database

      Examples: Unsigned, signed by somebody else, and with GET
        | flaw                       | status |
        | without a signature        | 400    |
        | with a forged signature    | 400    |
        | signed with an empty token | 400    |
        | with GET                   | 405    |

    @in_process
    Scenario: Apart from its webhooks, the line answers strangers at three addresses only
      When a stranger tries every address of the line
      Then only these answer:
        | address      |
        | health/live  |
        | health/ready |
        | admin/login/ |

  Rule: Behind a proxy, the signature is checked against the public address

    @in_process
    Scenario: Behind a proxy that the line knows about, Twilio is recognized
      Given a proxy in front of the line takes HTTPS and passes on HTTP
      And the line has been told that it is behind such a proxy
      When the caller dials
      Then the caller hears, among other things, "Welcome to movie info!"

    @in_process @twilio_logs_11200
    Scenario: Behind a proxy, a stranger is still refused
      Given a proxy in front of the line takes HTTPS and passes on HTTP
      And the line has been told that it is behind such a proxy
      When a request signed for another web address reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database

    @in_process @twilio_logs_11200
    Scenario: Behind a proxy that the line does not know about, even Twilio is refused
      Given a proxy in front of the line takes HTTPS and passes on HTTP
      When the caller dials
      Then the line answers with HTTP 400

  Rule: While the account's token is being replaced, requests signed with either token are answered

    @in_process
    Scenario Outline: While the token is being replaced, a request with either signature is answered
      Given the line knows the new token
      When a request <signature> reaches the line
      Then the line answers with HTTP 200

      Examples:
        | signature                 |
        | with nothing wrong        |
        | signed with the new token |

    @in_process @twilio_logs_11200
    Scenario: While the token is being replaced, a stranger is still refused
      Given the line knows the new token
      When a request signed with another token reaches the line
      Then the line answers with HTTP 400
      And nothing was read from the database
