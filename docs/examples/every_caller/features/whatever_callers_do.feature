@every_caller
Feature: Whatever callers do
  Scenario: Nobody is ever lost
    Given every way that a caller can go
    Then no caller hears that an application error has occurred
    And every menu can be left with a key
    And silence never chooses
    And nobody ever hears "undefined"

  Scenario: Numbers are short
    Given every way that a caller can go
    Then no menu names a number of more than two digits
