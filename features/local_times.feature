Feature: Local times
  Callers think in the theater's own time, wherever they call from.
  The line gives each time on that clock, and counts real hours.
  On the two nights a year when clocks change, nobody misses a show because of the line.

  Rule: Times are those of the theater's own clock

    Scenario Outline: Callers hear the time on the clock of the theater they have chosen
      Given it is 1:30PM on Friday 1 May 2020 at Rialto
      And Casablanca plays at <theater> at <show>
      And a caller who has chosen <theater>
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at <theater> at <announced>
        Thank you for using movie info!
        """

      Examples: The same moment on three clocks
        | theater | clock                | show    | announced |
        | Rialto  | 1:30PM on Friday     | 2:00PM  | 02:00PM   |
        | Odeon   | 7:30PM on Friday     | 8:00PM  | 08:00PM   |
        | Aurora  | midnight on Saturday | 12:30AM | 12:30AM   |

    Scenario: A theater without a time zone uses UTC
      Given it is 1:30PM on Friday 1 May 2020 at Rialto
      And there is a theater "Ritz" at "Harbor Road" with number 5
      And Casablanca plays at Ritz at 6:29PM and 6:30PM
      And a caller who has chosen Ritz
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Ritz at 06:30PM
        Thank you for using movie info!
        """

    Scenario: A call about a theater in Auckland goes by Auckland's time from the first word to the last
      Given these are the theaters:
        | name  | address                | number | time zone        |
        | Civic | Queen Street, Auckland | 3      | Pacific/Auckland |
      And these are the shows:
        | movie      | theater | times                       |
        | Casablanca | Civic   | 8:30PM, tomorrow at 12:15AM |
      And it is 6:00PM on Friday 1 May 2020 in the time zone Pacific/Auckland
      And a caller at the theater menu
      When the caller presses 3# then presses 1#
      Then the conversation is:
        """
        Line: Welcome to movie info!
        Line: Please choose a theater and press #
        Line: For Civic at Queen Street, Auckland press 3
        Caller: presses 3#
        Line: Please choose a movie and press #
        Line: For Casablanca press 1
        Line: For Metropolis press 2
        Line: For Nosferatu press 12
        Line: To go back to the theaters press star and #
        Caller: presses 1#
        Line: The movie Casablanca will be playing at Civic at 08:30PM, tomorrow at 12:15AM
        Line: Thank you for using movie info!
        Line: hangs up
        """

    Scenario: Where the calendar skips a date, the day after it is tomorrow
      Given these are the theaters:
        | name   | address           | number | time zone    |
        | Tivoli | Beach Road, Samoa | 4      | Pacific/Apia |
      And it is 11:30PM on Thursday 29 December 2011 at Tivoli
      And Casablanca plays at Tivoli at 11:45PM and in two days at 12:15AM
      And a caller who has chosen Tivoli
      When the caller presses 1#
      Then the caller hears, among other things, "The movie Casablanca will be playing at Tivoli at 11:45PM, tomorrow at 12:15AM"

  Rule: Twelve hours are twelve hours, even on nights when the clocks change

    Scenario Outline: On such a night, the last show that is announced is eleven or thirteen hours away by the clock
      Given it is 10:00PM on <day> at <theater>
      And Casablanca plays at <theater> tomorrow at <last> and tomorrow at <too late>
      And a caller who has chosen <theater>
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at <theater> tomorrow at <announced>
        Thank you for using movie info!
        """

      Examples: Clocks go forward
        | day                    | theater | last    | too late | announced |
        | Saturday 7 March 2020  | Rialto  | 11:00AM | 11:01AM  | 11:00AM   |
        | Saturday 28 March 2020 | Odeon   | 11:00AM | 11:01AM  | 11:00AM   |

      Examples: Clocks go back
        | day                      | theater | last   | too late | announced |
        | Saturday 31 October 2020 | Rialto  | 9:00AM | 9:01AM   | 09:00AM   |
        | Saturday 24 October 2020 | Odeon   | 9:00AM | 9:01AM   | 09:00AM   |

  Rule: When an hour occurs twice, each show counts at its actual time

    Scenario: Two shows at the same clock time are both announced
      Given it is 11:00PM on Saturday 31 October 2020 at Rialto
      And Casablanca plays at Rialto tomorrow at 1:30AM, the first time, and tomorrow at 1:30AM, the second time
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto tomorrow at 01:30AM, tomorrow at 01:30AM
        Thank you for using movie info!
        """

    Scenario: Before the clocks go back, a show in the second of the two hours is announced
      Given it is 1:40AM, the first time, on Sunday 1 November 2020 at Rialto
      And Casablanca plays at Rialto at 1:20AM, the second time, and 2:10AM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 01:20AM, 02:10AM
        Thank you for using movie info!
        """

    Scenario: After the clocks have gone back, a show in the first of the two hours is not announced
      Given it is 1:10AM, the second time, on Sunday 1 November 2020 at Rialto
      And Casablanca plays at Rialto at 1:20AM, the first time, and 2:10AM
      And a caller who has chosen Rialto
      When the caller presses 1#
      Then the caller hears:
        """
        The movie Casablanca will be playing at Rialto at 02:10AM
        Thank you for using movie info!
        """
