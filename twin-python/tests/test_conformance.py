"""The table of conformance: nothing that is installed fails, what is missing is named, a failure is shown."""

from loantwin import conformance


def test_everything_installed_passes(capsys):
    code = conformance.main([])
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert "check_env, loantwin/LoanPortfolio-v0" in printed and " 0 FAILED" in printed


def test_a_failure_is_shown_and_sets_the_exit_code(monkeypatch, capsys):
    def broken(world):
        raise AssertionError("two is not three")

    checks = [("numpy", "LoanTwin", "sums", broken), ("no-such-library", "Nolib", "check", broken)]
    monkeypatch.setattr(conformance, "CHECKS", checks)
    assert conformance.main([]) == 1
    printed = capsys.readouterr().out
    assert "sums: AssertionError: two is not three" in printed
    assert "0 passed, 1 FAILED, 1 not installed" in printed
