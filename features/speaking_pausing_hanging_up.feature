Feature: Speaking, pausing and hanging up
  Callers talk to the line, look for their glasses, or have heard enough in the middle of a sentence.
  The line listens to keys alone, gives everybody time to find them, and lets nobody lose an answer.
  Whatever callers do at an odd moment, they hear the line's own sentences and nothing else.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And Casablanca plays at Rialto at 8:00PM

  Rule: The line listens to keys, not to words

    Scenario Outline: A caller who says a name instead of pressing its number hears the menu again
      Given a caller <where>
      When the caller says "<name>" then times out
      Then the caller hears "We did not receive your selection" and the <menu> menu again
      And the line waits for the caller

      Examples: At both menus
        | where                 | name       | menu    |
        | at the theater menu   | Rialto     | theater |
        | who has chosen Rialto | Casablanca | movie   |

    Scenario Outline: Words alone are not answered, at any try
      Given a caller <where>
      When the caller <actions>
      Then the caller hears nothing
      And the line waits for the caller

      Examples: At both menus, at once and after failures
        | where                 | actions                                          |
        | at the theater menu   | says "Rialto"                                    |
        | at the theater menu   | times out then says "Rialto"                     |
        | at the theater menu   | presses 9# then times out then says "Rialto"     |
        | who has chosen Rialto | says "Casablanca"                                |
        | who has chosen Rialto | times out then says "Casablanca"                 |
        | who has chosen Rialto | presses 9# then times out then says "Casablanca" |

    Scenario Outline: Words alone are not answered on the second page either
      Given a chain of 10 theaters and 19 movies
      And a caller <where>
      When the caller presses 0# then says "<name>"
      Then the caller hears nothing
      And the line waits for the caller

      Examples: At both menus
        | where                 | name     |
        | at the theater menu   | Coliseum |
        | who has chosen Rialto | Ikiru    |

    Scenario: A caller who speaks and then presses the number has chosen
      Given a caller at the theater menu
      When the caller says "Rialto" then presses 1#
      Then the caller hears the movie menu again
      And the line waits for the caller

    Scenario: A caller who talks over the menu does not interrupt it
      When the caller dials then says "Rialto" during "Please choose a theater and press #"
      Then the conversation is:
        """
        Line: Welcome to movie info!
        Line: Please choose a theater and press #
        Caller: says "Rialto" during "Please choose a theater and press #"
        Line: For Rialto at State Street, Chicago press 1
        Line: For Odeon at Camden Road, London press 2
        Line: For Aurora at Park Street, Kolkata press 12
        """
      And the line waits for the caller

  Rule: The line waits 20 seconds for the next key

    Scenario Outline: A caller with slow fingers can press a number of two digits
      Given Nosferatu plays at Aurora at 12:30AM
      And a caller <where>
      When the caller <actions>
      Then the caller hears, among other things, "The movie Nosferatu will be playing at Aurora at 12:30AM"
      And the call is over

      Examples: 19 seconds before each key; Aurora and Nosferatu both have the number 12
        | where                 | actions                                                                                                                     |
        | at the theater menu   | listens for 19 seconds then presses 1 then listens for 19 seconds then presses 2 then times out then presses 12#            |
        | who has chosen Aurora | listens for 19 seconds then presses 1 then listens for 19 seconds then presses 2 then listens for 19 seconds then presses # |

  Rule: Keys pressed while the showtimes are announced, or during the goodbye, change nothing

    Scenario: A caller who presses keys during the answer hears it to the end
      Given a caller who has chosen Rialto
      When the caller presses 1# then presses 2# during "The movie Casablanca will be playing at Rialto at 08:00PM"
      Then the caller hears:
        """
        Thank you for using movie info!
        """
      And the call is over

    Scenario Outline: Keys during the goodbye come too late
      Given a caller who has chosen Rialto
      When the caller <actions> then presses 1# during "Thank you for using movie info!"
      Then the caller hears nothing
      And the call is over

      Examples: After an answer, after none, and after three failures
        | actions                                 |
        | presses 1#                              |
        | presses 2#                              |
        | times out then times out then times out |

  Rule: Callers can hang up whenever they like

    Scenario Outline: A caller can hang up at any menu
      Given a caller <where>
      When the caller hangs up
      Then the caller hears nothing
      And the call is over

      Examples: Both menus
        | where                 |
        | at the theater menu   |
        | who has chosen Rialto |

    Scenario Outline: A caller can hang up in the middle of a sentence
      Given a caller at the theater menu
      When the caller <actions> then hangs up during "<sentence>"
      Then the caller hears nothing
      And the call is over

      Examples: In a menu, after a mistake, in the answer, and in the goodbye
        | actions                    | sentence                                                  |
        | presses 1#                 | For Metropolis press 2                                    |
        | times out                  | We did not receive your selection                         |
        | presses 1# then presses 1# | The movie Casablanca will be playing at Rialto at 08:00PM |
        | presses 1# then presses 2# | Thank you for using movie info!                           |
