// Shared by several scenarios of one rule, as older accounts have it.
var MUSIC = "http://cdn.example.com/music.mp3";
var calls = {};
var count = 0;

function log(what, e) {
  Logger.write("===== " + what + " " + JSON.stringify(e));
}

function pluralMinutes(n) {
  if (n == 1) return n + " minute";
  return n + " minutes";
}
