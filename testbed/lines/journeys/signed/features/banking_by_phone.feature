Feature: Banking by phone
  Customers of Meridian Bank hear their balance, transfer money, block a card, or talk with a banker.
  They have given account number and PIN already.
  Money moves only after the amount was read back and confirmed.

  Rule: The balance is told whenever it is asked for

    Scenario: A customer hears the balance
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 1
      Then the caller hears:
        """
        Your balance is 1250 dollars.
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """
      And the line waits for the caller

    Scenario: The balance is told in the language of the customer
      Given a caller on the line
      When the caller presses 3 then presses 30004000 then presses 2468 then presses 1
      Then the caller hears:
        """
        Votre solde est de 310 dollars.
        Pour votre solde, appuyez sur le un. Pour un virement, appuyez sur le deux. Pour bloquer une carte, appuyez sur le trois. Pour parler à un conseiller, appuyez sur le zéro. Pour réécouter, appuyez sur le neuf.
        """
      And the line waits for the caller

    Scenario: A key that the main menu does not name is answered by the choices
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 7
      Then the caller hears:
        """
        That is not one of the choices.
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """
      And the line waits for the caller

  Rule: A transfer is confirmed before money moves

    Scenario: A customer transfers 250 dollars to the savings account
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 2 then presses 1
      Then the caller hears:
        """
        Enter the amount in dollars, followed by the pound key. To go back, press star and pound.
        """
      When the caller presses 250# then presses 1
      Then the caller hears:
        """
        Your transfer is confirmed.
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """

    Scenario: A customer cancels a transfer after hearing the amount
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 2
      And the caller presses 2 then presses 250#
      Then the caller hears:
        """
        We will transfer 250 dollars tomorrow. To confirm, press one. To cancel, press two.
        """
      When the caller presses 2
      Then the caller hears, among other things, "Nothing will be transferred."

    Scenario: More than the balance cannot be transferred
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 2
      And the caller presses 1 then presses 99999#
      Then the caller hears:
        """
        We cannot transfer that amount.
        Enter the amount in dollars, followed by the pound key. To go back, press star and pound.
        """
      And the line waits for the caller

    Scenario: A customer who has changed their mind goes back
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 2 then presses *
      Then the caller hears:
        """
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """
      And the line waits for the caller

  Rule: A lost card is blocked at once

    Scenario: A customer blocks a card
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 3
      Then the caller hears:
        """
        To block your card, press one. To go back, press star.
        """
      When the caller presses 1
      Then the caller hears:
        """
        Your card is blocked, and a new one is on its way.
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """

  Rule: A banker answers what keys cannot

    Scenario: A customer talks with a banker
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 0
      And the caller is put through and talks for 300 seconds
      Then the line calls "+1 212 555 0140"
      And the caller hears:
        """
        Thank you for calling Meridian Bank. Goodbye.
        """
      And the call is over

    Scenario: Where no banker is free, the customer hears the main menu again
      Given a caller on the line
      When the caller presses 1 then presses 10002000 then presses 2468 then presses 0 then gets no answer
      Then the caller hears:
        """
        No banker is free at the moment.
        For your balance, press one. To transfer money, press two. To block a card, press three. To speak with a banker, press zero. To hear this again, press nine.
        """
      And the line waits for the caller
