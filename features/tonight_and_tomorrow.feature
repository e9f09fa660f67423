Feature: Tonight and tomorrow
  Callers plan the next few hours, and many of them call late at night or early in the morning.
  The line announces the next twelve hours, and says "tomorrow" of what comes after midnight.
  Midnight is that of the theater, whatever day it is where the caller or the line is.

  Rule: A show after midnight is announced as "tomorrow"

    Scenario: Of two shows around midnight, only the later is announced as "tomorrow"
      Given it is 11:30PM on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto at 11:45PM and tomorrow at 12:15AM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 11:45PM, tomorrow at 12:15AM
        Thank you for using movie info!
        """

    Scenario: With two shows after midnight, "tomorrow" is said for each of them
      Given it is 11:50PM on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto tomorrow at 12:15AM and tomorrow at 12:45AM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto tomorrow at 12:15AM, tomorrow at 12:45AM
        Thank you for using movie info!
        """

    Scenario Outline: A midnight show is tomorrow's until midnight, and then today's
      Given it is <time> on <day> at Rialto
      And Casablanca plays at Rialto <show>
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto <announced>
        Thank you for using movie info!
        """

      Examples: On both sides of midnight
        | time    | day                 | show                | announced           |
        | 11:59PM | Friday 1 May 2020   | at 11:59PM          | at 11:59PM          |
        | 11:59PM | Friday 1 May 2020   | tomorrow at 12:00AM | tomorrow at 12:00AM |
        | 12:00AM | Saturday 2 May 2020 | at 12:00AM          | at 12:00AM          |

  Rule: "Tomorrow" goes by the theater's own calendar, wherever the line's computer is

    @in_process
    Scenario Outline: A computer in another part of the world does not confuse today and tomorrow
      Given it is 11:30PM on Friday 1 May 2020 at <theater>
      And the line runs on a computer in the time zone <zone>
      And Casablanca plays at <theater> at 11:45PM and tomorrow at 12:15AM
      And a caller who has chosen <theater>
      When the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at <theater> at 11:45PM, tomorrow at 12:15AM"

      Examples: In the theater's city, and half a day before and after it
        | theater | zone               |
        | Rialto  | America/Chicago    |
        | Rialto  | Asia/Kolkata       |
        | Aurora  | America/Chicago    |
        | Aurora  | Pacific/Kiritimati |

    @in_process
    Scenario Outline: A morning show is today's, even if it is still yesterday where the computer is
      Given it is 9:00AM on Saturday 2 May 2020 at Aurora
      And the line runs on a computer in the time zone <zone>
      And Casablanca plays at Aurora at 10:00AM
      And a caller who has chosen Aurora
      When the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Aurora at 10:00AM"

      Examples: At Rialto, and almost a day behind
        | zone              |
        | America/Chicago   |
        | Pacific/Pago_Pago |

  Rule: Only the next twelve hours count, whatever the calendar says

    Scenario: At ten in the morning, tonight's show at a quarter past ten is not announced
      Given it is 10:00AM on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto at 10:15PM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """
      And the call is over

    Scenario: At a quarter past ten in the morning, tonight's show at a quarter past ten is announced
      Given it is 10:15AM on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto at 10:15PM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 10:15PM
        Thank you for using movie info!
        """

    Scenario Outline: At any hour, the last show that is announced is twelve hours away
      Given it is <time> on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto <last> and <too late>
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto <announced>
        Thank you for using movie info!
        """

      Examples: Before sunrise, at breakfast, at noon, after work, after dinner, and at bedtime
        | time    | last                | too late            | announced           |
        | 3:30AM  | at 3:30PM           | at 3:31PM           | at 03:30PM          |
        | 7:30AM  | at 7:30PM           | at 7:31PM           | at 07:30PM          |
        | 12:00PM | tomorrow at 12:00AM | tomorrow at 12:01AM | tomorrow at 12:00AM |
        | 5:15PM  | tomorrow at 5:15AM  | tomorrow at 5:16AM  | tomorrow at 05:15AM |
        | 8:30PM  | tomorrow at 8:30AM  | tomorrow at 8:31AM  | tomorrow at 08:30AM |
        | 10:45PM | tomorrow at 10:45AM | tomorrow at 10:46AM | tomorrow at 10:45AM |

    Scenario Outline: A show at this hour of another day is not announced
      Given it is 1:30PM on Friday 1 May 2020 at Rialto
      And Casablanca plays at Rialto <show>
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        Sorry, the movie is not playing any time soon in this theater.
        Thank you for using movie info!
        """

      Examples: Yesterday, tomorrow, and the day after
        | show                  |
        | yesterday at 2:00PM   |
        | tomorrow at 2:00PM    |
        | in two days at 2:00PM |
